const number = new Intl.NumberFormat('de-DE');
const oneDecimal = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });

export const formatNumber = (value: number): string => number.format(value);

/** @param bytes size of a file */
export function formatBytes(bytes: number): string {
	if (bytes < 1024) return `${bytes} Byte`;
	if (bytes < 1024 ** 2) return `${oneDecimal.format(bytes / 1024)} KB`;
	return `${oneDecimal.format(bytes / 1024 ** 2)} MB`;
}
