import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/**
 * Reads what the standard converter reads. What it cannot read becomes a text that says so, and is then refused
 * like any other wrong input: an error at this place would leave the run hanging, tried again for ever.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch (error) {
      return `A payload that cannot be read: ${String(error)}` as T;
    }
  },
};
