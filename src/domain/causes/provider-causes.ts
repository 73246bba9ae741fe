/** A provider's answers in the words of a list; where both know one, the code decides, save for HTTP 5xx. */
export interface ProviderCauses {
  /** By the provider's own code. */
  byCode: Record<string, string>;
  /** By HTTP status, where the code says no more. */
  byStatus: Record<string, string>;
}

/** The same words for several codes. */
export const each = (codes: readonly string[], cause: string): Record<string, string> =>
  Object.fromEntries(codes.map((code) => [code, cause]));
