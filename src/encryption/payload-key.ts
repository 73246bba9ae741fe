/** A key of AES-256-GCM by its id, which goes with every payload that it encrypts. */
export interface PayloadKey {
  /** Not a secret: shown in histories and in errors. */
  id: string;
  /** 32 bytes. */
  key: Uint8Array;
}

/** What is needed to keep names out of Temporal; absent wherever it is optional: nothing is encrypted. */
export interface Encryption {
  /** The newest first, which writes; all of them read. At least one. */
  keys: readonly PayloadKey[];
  /** Makes e-mails in workflow ids unreadable. Stays the same over years, whatever becomes of the keys. */
  idSecret: Uint8Array;
}
