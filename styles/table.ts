/** Tables by code. Codes come from files of strangers, so a table must not answer to `constructor` or `__proto__`. */
export type Table<T = string> = Readonly<Record<string, T | undefined>>;

/** A table without inherited keys. */
export function table<T = string>(entries: Record<string, T>): Table<T> {
	return Object.assign(Object.create(null) as Record<string, T>, entries);
}
