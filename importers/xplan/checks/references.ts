import type { FindingList } from '../findings.ts';
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
 * Checks that every `gml:id` exists once and every relation inside the document leads somewhere. Only ids and open relations are kept;
 * both are limited by the size of a document.
 */
export class ReferenceCheck {
	private readonly ids = new Map<string, number>();
	/** First relation to each target not seen yet, and how many more there are. */
	private readonly open = new Map<string, { first: OpenReference; count: number }>();
	private readonly findings: FindingList;

	constructor(findings: FindingList) {
		this.findings = findings;
	}

	/** To be given to the reader as `onId`. */
	readonly onId = (id: string, line: number, owner: Feature): void => {
		const before = this.ids.get(id);
		if (before !== undefined) {
			const message = `Die gml:id „${id.slice(0, 80)}“ steht schon in Zeile ${before}. Jede gml:id darf in einer Datei nur einmal vorkommen.`;
			this.findings.add({ check: 'references', rule: 'id-duplicate', severity: 'error', gmlId: owner.gmlId, class: owner.class, message, line });
			return;
		}
		this.open.delete(id);
		this.ids.set(detach(id), line);
	};

	addFeature(feature: Feature): void {
		for (const { name, target } of relations(feature)) {
			if (target === null || this.ids.has(target)) continue;
			const open = this.open.get(target);
			if (open !== undefined) open.count++;
			else {
				const first = { name, gmlId: detach(feature.gmlId), class: detach(feature.class), line: feature.line };
				this.open.set(detach(target), { first, count: 1 });
			}
		}
	}

	/** Reports the relations that led nowhere. */
	end(): void {
		for (const [target, { first, count }] of this.open) {
			if (this.ids.has(target)) continue;
			const more = count > 1 ? ` (und ${count - 1} weitere)` : '';
			const message = `Der Verweis ${first.name}${more} zeigt auf „${target.slice(0, 80)}“; ein solches Objekt gibt es in der Datei nicht.`;
			const { gmlId, class: className, line } = first;
			this.findings.add({ check: 'references', rule: 'xlink-dangling', severity: 'error', gmlId, class: className, message, line });
		}
	}
}
