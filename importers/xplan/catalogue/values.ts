/** Values as they stand in the file → as people read them. */

const TRUE = ['true', '1'];
const FALSE = ['false', '0'];

/** `true` → `Ja`; anything that is no boolean stays. */
export function formatBoolean(value: string): string {
	if (TRUE.includes(value)) return 'Ja';
	return FALSE.includes(value) ? 'Nein' : value;
}

/** `2026-02-01` → `01.02.2026`, also with time zone or time; anything else stays. */
export function formatDate(value: string): string {
	const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})[\d:.]*)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(value);
	if (!match) return value;
	const [, year, month, day, time] = match;
	return `${day}.${month}.${year}${time ? `, ${time} Uhr` : ''}`;
}

/** More digits than this are not read as a number, and grouping them would take long. */
const LONGEST_NUMBER = 40;

/** `0.4` → `0,4`, `12500.5` → `12.500,5`; digits stay as given. Anything that is no number stays. */
export function formatNumber(value: string): string {
	if (value.length > LONGEST_NUMBER || !/^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value)) return value;
	const decimal = /e/i.test(value) ? withoutExponent(Number(value)) : value;
	const [, sign, whole, fraction] = /^([+-]?)(\d*)\.?(\d*)$/.exec(decimal) ?? ['', '', decimal, ''];
	const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole || '0';
	return `${sign === '-' ? '−' : ''}${grouped}${fraction ? `,${fraction}` : ''}`;
}

function withoutExponent(value: number): string {
	return value.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 15 });
}

/** `1000` → `1:1000`. */
export function formatScale(value: string): string {
	return /^\d+$/.test(value) ? `1:${value}` : value;
}

const DURATION_UNITS: [string, string][] = [
	['Jahr', 'Jahre'],
	['Monat', 'Monate'],
	['Tag', 'Tage'],
	['Stunde', 'Stunden'],
	['Minute', 'Minuten'],
	['Sekunde', 'Sekunden']
];

/** `P1Y6M` → `1 Jahr, 6 Monate`; anything else stays. */
export function formatDuration(value: string): string {
	const match = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(value);
	if (!match) return value;
	const parts = DURATION_UNITS.flatMap(([one, many], index) => {
		const count = match[index + 1];
		return count === undefined ? [] : [`${count} ${Number(count) === 1 ? one : many}`];
	});
	return parts.join(', ') || value;
}

/** Number and unit: no space before the degree sign. */
export function withUnit(number: string, unit: string): string {
	return unit === '°' ? `${number}°` : `${number} ${unit}`;
}
