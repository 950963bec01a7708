import { XplanError } from '../errors.ts';
import type { FindingList } from '../findings.ts';
import type { Limits } from '../limits.ts';
import type { Feature } from '../model.ts';
import { relations } from '../plans.ts';
import { detach } from '../xml.ts';

interface OpenReference {
	name: string;
	gmlId: string;
	class: string;
	line: number;
}

/**
 * Checks that every `gml:id` exists once and every relation inside the document leads somewhere. Only ids and relations with a target not
 * seen yet are kept; both are limited.
 */
export class ReferenceCheck {
	private readonly ids = new Map<string, number>();
	private readonly open = new Map<string, OpenReference[]>();
	private openCount = 0;
	private readonly findings: FindingList;
	private readonly limits: Limits;

	constructor(findings: FindingList, limits: Limits) {
		this.findings = findings;
		this.limits = limits;
	}

	/** To be given to the reader as `onId`. */
	readonly onId = (id: string, line: number, owner: Feature): void => {
		const before = this.ids.get(id);
		if (before !== undefined) {
			const message = `Die gml:id „${id.slice(0, 80)}“ steht schon in Zeile ${before}. Jede gml:id darf in einer Datei nur einmal vorkommen.`;
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
		const settled = this.open.get(id);
		if (settled !== undefined) {
			this.openCount -= settled.length;
			this.open.delete(id);
		}
		if (this.ids.size >= this.limits.maxIds) throw tooMany('gml:ids', line);
		this.ids.set(detach(id), line);
	};

	/** Whether the document has this `gml:id`, of a feature or of a geometry. Asked when all of it is read. */
	readonly knows = (id: string): boolean => this.ids.has(id);

	addFeature(feature: Feature): void {
		let gmlId: string | undefined;
		for (const { name, target } of relations(feature)) {
			if (target === null || this.ids.has(target)) continue;
			if (++this.openCount > this.limits.maxIds) throw tooMany('Verweise', feature.line);
			gmlId ??= detach(feature.gmlId);
			const reference = { name: detach(name), gmlId, class: feature.class, line: feature.line };
			const open = this.open.get(target);
			if (open === undefined) this.open.set(detach(target), [reference]);
			else open.push(reference);
		}
	}

	/** Reports the relations that led nowhere. */
	end(): void {
		for (const [target, references] of this.open) {
			for (const { name, gmlId, class: className, line } of references) {
				const message = `Der Verweis ${name} zeigt auf „${target.slice(0, 80)}“; ein solches Objekt gibt es in der Datei nicht.`;
				this.findings.add({ check: 'references', rule: 'xlink-dangling', severity: 'error', gmlId, class: className, message, line });
			}
		}
	}
}

function tooMany(what: string, line: number): XplanError {
	const message = `Die Datei enthält bis Zeile ${line} mehr ${what}, als geprüft werden können. Bitte teilen Sie den Plan auf.`;
	return new XplanError('too-many-elements', message, { line });
}
