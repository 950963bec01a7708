/** Labels for code names that have no official label and read badly when split into words. */
export const CODE_LABELS: Record<string, string> = {};
