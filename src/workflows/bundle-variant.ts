/**
 * What the bundle was made for, which no run can ask of its worker: two bundles, and not one that decides, so that the
 * plain one does what it did before there was another.
 */
export const bundleVariant = { encrypted: false };
