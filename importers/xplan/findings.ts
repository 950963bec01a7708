import { germanNumber } from './german-number.ts';
import type { Check, Finding, Unsupported } from './model.ts';
import type { Limits } from './limits.ts';

/** UTF-16 units. A name may be as long as its file, and every finding repeats it. */
const LONGEST_NAME = 300;
const LONGEST_MESSAGE = 3000;

/** Of a name that a message repeats. */
export const LONGEST_IN_MESSAGE = 80;

/** A text of the file as lists repeat it: with `…` where it is cut. */
export const shortened = (text: string, longest = LONGEST_NAME): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

export interface CheckCounts {
	valid: boolean;
	errors: number;
	warnings: number;
}

/** Collects findings: all are counted, a limited number is kept, so that a file of nothing but defects needs no memory. */
export class FindingList {
	readonly kept: Finding[] = [];
	readonly unsupported: Unsupported[] = [];
	private readonly counts = new Map<Check, CheckCounts>();
	private readonly perRule = new Map<string, number>();
	private unsupportedLeftOut = 0;
	private positions = 0;
	private placesLeftOut = 0;
	private readonly limits: Limits;

	constructor(limits: Limits) {
		this.limits = limits;
	}

	add(finding: Finding): void {
		const count = this.countOf(finding.check);
		if (finding.severity === 'error') {
			count.errors++;
			count.valid = false;
		} else if (finding.severity === 'warning') count.warnings++;
		const seen = this.perRule.get(finding.rule) ?? 0;
		this.perRule.set(finding.rule, seen + 1);
		// The first of each rule is always kept: an import is refused by what is in the list.
		const room = seen < this.limits.maxFindingsPerRule && this.kept.length < this.limits.maxFindings;
		if (room || seen === 0) this.kept.push(this.bounded(finding));
	}

	private bounded(finding: Finding): Finding {
		const { gmlId, class: className, message, geometry } = finding;
		const bounded: Finding = { ...finding, message: shortened(message, LONGEST_MESSAGE) };
		if (gmlId !== undefined) bounded.gmlId = shortened(gmlId);
		if (className !== undefined) bounded.class = shortened(className);
		if (geometry === undefined) return bounded;
		const positions = countPositions(geometry.coordinates);
		if (this.positions + positions <= this.limits.maxFindingPositions) this.positions += positions;
		else {
			this.placesLeftOut++;
			delete bounded.geometry;
		}
		return bounded;
	}

	addUnsupported({ what, gmlId, line }: Unsupported): void {
		const item: Unsupported = { what: shortened(what), ...(gmlId !== undefined && { gmlId: shortened(gmlId) }), line };
		if (this.unsupported.length < this.limits.maxUnsupported) this.unsupported.push(item);
		else this.unsupportedLeftOut++;
	}

	/** Errors and warnings of one check, those left out of `kept` included. */
	countOf(check: Check): CheckCounts {
		let count = this.counts.get(check);
		if (count === undefined) this.counts.set(check, (count = { valid: true, errors: 0, warnings: 0 }));
		return count;
	}

	get errors(): number {
		let sum = 0;
		for (const count of this.counts.values()) sum += count.errors;
		return sum;
	}

	/** The kept findings and, where some were left out, one info per rule that says how many. */
	all(): Finding[] {
		const keptPerRule = new Map<string, { kept: number; check: Check }>();
		for (const { rule, check } of this.kept) keptPerRule.set(rule, { kept: (keptPerRule.get(rule)?.kept ?? 0) + 1, check });
		const rest: Finding[] = [];
		for (const [rule, seen] of this.perRule) {
			const { kept, check } = keptPerRule.get(rule) ?? { kept: 0, check: 'geometry' as const };
			if (seen > kept) {
				const message = `${germanNumber(seen - kept)} weitere Befunde dieser Regel sind gezählt, aber nicht einzeln aufgeführt.`;
				rest.push({ check, rule, severity: 'info', message, more: seen - kept });
			}
		}
		if (this.placesLeftOut > 0) {
			const message = `Bei ${germanNumber(this.placesLeftOut)} Befunden fehlt der Ort auf der Karte: Ihre Flächen haben zu viele Stützpunkte.`;
			rest.push({ check: 'geometry', rule: 'places-left-out', severity: 'info', message });
		}
		return [...this.kept, ...rest];
	}

	allUnsupported(): Unsupported[] {
		if (this.unsupportedLeftOut === 0) return this.unsupported;
		return [...this.unsupported, { what: `${germanNumber(this.unsupportedLeftOut)} weitere, nicht einzeln aufgeführt`, line: 0 }];
	}
}

function countPositions(coordinates: unknown): number {
	if (!Array.isArray(coordinates)) return 0;
	if (typeof coordinates[0] === 'number') return 1;
	let sum = 0;
	for (const each of coordinates) sum += countPositions(each);
	return sum;
}
