import { endOfDay, isDay, startOfDay } from '../participations/local-days.ts';
import { Open311Error } from './faults.ts';

/** Times a page of a thousand it is still a whole number. */
const LARGEST = 1_000_000_000_000;

/** Arguments of a call. An empty one counts as absent (GeoReport v2, "Optional Arguments"). */
export class Parameters {
	readonly #sources: URLSearchParams[];

	/** @param sources the earlier ones win: the body before the address */
	constructor(...sources: URLSearchParams[]) {
		this.#sources = sources;
	}

	/** All values of a name, of the first source that has one. @throws Open311Error `field_invalid` for what no database stores */
	all(name: string): string[] {
		for (const source of this.#sources) {
			const values = source.getAll(name).filter((value) => value.trim() !== '');
			if (values.some((value) => value.includes('\0'))) throw new Open311Error('field_invalid', { name });
			if (values.length > 0) return values;
		}
		return [];
	}

	text(name: string): string | null {
		return this.all(name)[0]?.trim() ?? null;
	}

	/** Separated by commas, or declared several times. */
	list(name: string): string[] {
		return [...new Set(this.all(name).flatMap((value) => value.split(',')).map((each) => each.trim()).filter(Boolean))];
	}

	/** @throws Open311Error `field_invalid` */
	number(name: string, min: number, max: number): number | null {
		const text = this.text(name);
		if (text === null) return null;
		const value = readNumber(text);
		if (value === null || value < min || value > max) throw new Open311Error('field_invalid', { name });
		return value;
	}

	/** From 1; what is larger than any list counts as that. @throws Open311Error `page_invalid` */
	count(name: string): number | null {
		const text = this.text(name);
		if (text === null) return null;
		if (!/^\d{1,100}$/.test(text) || Number(text) < 1) throw new Open311Error('page_invalid', { name });
		return Math.min(Number(text), LARGEST);
	}

	/** @throws Open311Error `field_invalid` */
	flag(name: string): boolean {
		const text = this.text(name)?.toLowerCase() ?? 'false';
		if (['true', '1', 'yes'].includes(text)) return true;
		if (['false', '0', 'no'].includes(text)) return false;
		throw new Open311Error('field_invalid', { name });
	}

	/** Names that begin so, each once: `attribute[`. */
	names(prefix: string): string[] {
		return [...new Set(this.#sources.flatMap((source) => [...source.keys()]).filter((name) => name.startsWith(prefix)))];
	}
}

/** A decimal number with a point; null for anything else. */
export function readNumber(text: string): number | null {
	if (!/^[+-]?(\d{1,30}(\.\d{0,40})?|\.\d{1,40})(e[+-]?\d{1,3})?$/i.test(text.trim())) return null;
	const value = Number(text);
	return Number.isFinite(value) ? value : null;
}

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** A moment, or a span of time as long as it was said: the second, the day. Half open. */
export interface Moment {
	from: Date;
	until: Date;
}

/**
 * Reads a date as the W3C note has it. A time needs its zone; a day alone is the day in the portal's zone.
 * An unescaped + of the zone comes as a space.
 * @throws Open311Error `date_invalid`
 */
export function readMoment(name: string, text: string): Moment {
	const given = text.trim();
	if (isDay(given) && given >= '1900' && given < '9000') return { from: startOfDay(given), until: endOfDay(given) };
	const written = given.replace(/ (\d{2}:?\d{2})$/, '+$1');
	const [, , , day, hour, , second, fraction] = MOMENT.exec(written) ?? [];
	const from = new Date(written.replace(/([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase());
	// `Date` takes the 31st of every month and hour 24.
	if (!day || Number.isNaN(from.getTime()) || Number(hour) > 23 || !isDay(written.slice(0, 10)) || from.getTime() < EARLIEST || from.getTime() > LATEST)
		throw new Open311Error('date_invalid', { name });
	const precision = fraction ? 1 : second === undefined ? 60_000 : 1_000;
	return { from, until: new Date(from.getTime() + precision) };
}

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(9000, 0, 1);
