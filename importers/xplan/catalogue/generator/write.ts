/** JSON with one entry per line down to `depth`, so that a difference between two versions can be read. Ends with a newline. */
export function writeJson(value: object, depth: number): string {
	return `${write(value, depth, '')}\n`;
}

function write(value: unknown, depth: number, indent: string): string {
	if (depth === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
	const lines = Object.entries(value).map(([key, inner]) => `${indent}${JSON.stringify(key)}:${write(inner, depth - 1, indent)}`);
	return lines.length ? `{\n${lines.join(',\n')}\n${indent}}` : '{}';
}
