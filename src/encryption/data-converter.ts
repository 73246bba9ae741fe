import type { DataConverter } from '@temporalio/common';
import { EncryptionCodec } from './codec';
import type { Encryption } from './payload-key';

/** Encodes what failures say, too; also the module that goes into the bundle of encrypted workflows. */
export const FAILURE_CONVERTER = require.resolve('../workflows/failure-converter');

/** For clients and workers; the codec is there also while nothing is encrypted, so that nobody misreads what is. */
export const dataConverterFor = (encryption: Encryption | undefined): DataConverter => ({
  payloadCodecs: [new EncryptionCodec(encryption?.keys ?? [])],
  ...(encryption ? { failureConverterPath: FAILURE_CONVERTER } : {}),
});
