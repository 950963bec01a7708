export function findPostgres(): string | null;
export function findChromium(): string | null;
export function ensureSystem(needed: { postgres: boolean; chromium: boolean }): Promise<void>;
