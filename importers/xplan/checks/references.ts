import { XplanError } from '../errors.ts';
import type { FindingList } from '../findings.ts';
import { IdTable } from '../id-table.ts';
import type { Limits } from '../limits.ts';
import type { Feature } from '../model.ts';
import { relations } from '../plans.ts';

/** Fields of an open reference: the one before it to the same target (its place + 1, 0 for none), and what to report. */
const [BEFORE, PROPERTY, OWNER, CLASS, LINE, FIELDS] = [0, 1, 2, 3, 4, 5];

/**
 * Checks that every `gml:id` exists once and every relation inside the document leads somewhere. Only ids and relations with a target not
 * seen yet are kept, as numbers; both are limited.
 */
export class ReferenceCheck {
	/** Ids, targets, and what is said of open references. */
	private readonly names = new IdTable();
	/** By number of the name: line of the id, 0 where there is none yet; last open reference to it + 1. */
	private lines = new Uint32Array(512);
	private lastOpen = new Uint32Array(512);
	private ids = 0;
	private open = new Uint32Array(64 * FIELDS);
	private openCount = 0;
	/** Places in `open` used so far, and the last of those that are free again + 1, each of which names the one before. */
	private places = 0;
	private free = 0;
	private readonly findings: FindingList;
	private readonly limits: Limits;

	constructor(findings: FindingList, limits: Limits) {
		this.findings = findings;
		this.limits = limits;
	}

	/** To be given to the reader as `onId`. */
	readonly onId = (id: string, line: number, owner: Feature): void => {
		const number = this.numberOf(id);
		const before = this.lines[number]!;
		if (before !== 0) {
			const message = `Die gml:id „${id.slice(0, 80)}“ steht schon in Zeile ${before}. Bitte vergeben Sie eine eigene.`;
			this.findings.add({
				check: 'references',
				rule: 'id-duplicate',
				severity: 'error',
				gmlId: owner.gmlId,
				class: owner.class,
				message,
				line
			});
			return;
		}
		if (this.lastOpen[number] !== 0) this.settle(number);
		if (++this.ids > this.limits.maxIds) throw tooMany('gml:ids', line);
		this.lines[number] = line;
	};

	/** Whether the document has this `gml:id`, of a feature or of a geometry. Asked when all of it is read. */
	readonly knows = (id: string): boolean => {
		const number = this.names.find(id);
		return number >= 0 && this.lines[number] !== 0;
	};

	addFeature(feature: Feature): void {
		for (const { name, target } of relations(feature)) {
			if (target === null) continue;
			const number = this.numberOf(target);
			if (this.lines[number] !== 0) continue;
			if (++this.openCount > this.limits.maxIds) throw tooMany('Verweise', feature.line);
			const place = this.freePlace();
			const at = place * FIELDS;
			this.open[at + BEFORE] = this.lastOpen[number]!;
			this.open[at + PROPERTY] = this.numberOf(name);
			this.open[at + OWNER] = this.numberOf(feature.gmlId);
			this.open[at + CLASS] = this.numberOf(feature.class);
			this.open[at + LINE] = feature.line;
			this.lastOpen[number] = place + 1;
		}
	}

	/** Reports the relations that led nowhere. */
	end(): void {
		const { open, names } = this;
		for (let number = 0; number < names.size; number++) {
			const references: number[] = [];
			for (let next = this.lastOpen[number]!; next !== 0; next = open[(next - 1) * FIELDS + BEFORE]!) references.push((next - 1) * FIELDS);
			for (const at of references.reverse()) {
				const [name, gmlId, className] = [PROPERTY, OWNER, CLASS].map((field) => names.name(open[at + field]!));
				const missing = `Der Verweis ${name} zeigt auf „${names.name(number).slice(0, 80)}“; ein solches Objekt gibt es in der Datei nicht.`;
				const message = `${missing} Bitte exportieren Sie das Objekt mit, oder entfernen Sie den Verweis.`;
				this.findings.add({ check: 'references', rule: 'xlink-dangling', severity: 'error', gmlId, class: className, message, line: open[at + LINE] });
			}
		}
	}

	private numberOf(name: string): number {
		const number = this.names.add(name);
		if (number >= this.lines.length) {
			this.lines = larger(this.lines);
			this.lastOpen = larger(this.lastOpen);
		}
		return number;
	}

	/** The open references to a target that has come give their places free. */
	private settle(number: number): void {
		let next = this.lastOpen[number]!;
		this.lastOpen[number] = 0;
		while (next !== 0) {
			const at = (next - 1) * FIELDS;
			const before = this.open[at + BEFORE]!;
			this.open[at + BEFORE] = this.free;
			this.free = next;
			this.openCount--;
			next = before;
		}
	}

	private freePlace(): number {
		if (this.free !== 0) {
			const place = this.free - 1;
			this.free = this.open[place * FIELDS + BEFORE]!;
			return place;
		}
		if ((this.places + 1) * FIELDS > this.open.length) this.open = larger(this.open);
		return this.places++;
	}
}

function larger(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
	const copy = new Uint32Array(Math.ceil(array.length * 1.5));
	copy.set(array);
	return copy;
}

function tooMany(what: string, line: number): XplanError {
	const message = `Die Datei enthält bis Zeile ${line} mehr ${what}, als geprüft werden können. Bitte teilen Sie den Plan auf.`;
	return new XplanError('too-many-elements', message, { line });
}
