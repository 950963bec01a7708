import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { FindingList } from '../../findings.ts';
import { germanNumber } from '../../german-number.ts';
import type { Limits } from '../../limits.ts';
import { detach, isGml } from '../../xml.ts';
import type { XmlAttribute } from '../../xml-tokenizer.ts';

/** What the structure check calls its findings; part of the interface. */
export type StructureRule =
	| 'root-unknown'
	| 'element-unknown'
	| 'element-unexpected'
	| 'element-order'
	| 'element-repeated'
	| 'element-missing'
	| 'namespace-wrong'
	| 'abstract'
	| 'text-not-allowed'
	| 'value-type'
	| 'code-unknown'
	| 'value-whitespace'
	| 'attribute-unknown'
	| 'attribute-missing'
	| 'attribute-value'
	| 'id-duplicate'
	| 'type-unknown'
	| 'type-not-derived'
	| 'nil-not-allowed';

/** Adds findings with the member they belong to. Where the catalogue is uncertain they are counted and told once per rule. */
export class Reporter {
	private readonly findings: FindingList;
	private readonly limits: Limits;
	private readonly counts = new Map<StructureRule, number>();
	private memberClass: string | undefined;
	private memberAttributes: Record<string, XmlAttribute> | undefined;
	private readonly doubts = new Map<StructureRule, { count: number; line: number; message: string }>();
	catalogue: Catalogue | undefined;

	constructor(findings: FindingList, limits: Limits) {
		this.findings = findings;
		this.limits = limits;
	}

	enterMember(name: string, attributes: Record<string, XmlAttribute>): void {
		this.memberClass = name;
		this.memberAttributes = attributes;
	}

	leaveMember(): void {
		this.memberClass = this.memberAttributes = undefined;
	}

	/** @param message made only where the finding is kept */
	add(rule: StructureRule, line: number, message: () => string, severity: 'error' | 'warning' = 'error'): void {
		if (this.catalogue && !this.catalogue.certain) {
			const known = this.doubts.get(rule);
			if (known) known.count++;
			else this.doubts.set(rule, { count: 1, line, message: message() });
			return;
		}
		const before = this.counts.get(rule) ?? 0;
		this.counts.set(rule, before + 1);
		if (before < Math.max(1, this.limits.maxFindingsPerRule)) {
			this.findings.add({ check: 'structure', rule, severity, ...this.member(), message: message(), line });
		} else this.findings.add({ check: 'structure', rule, severity, message: '', line });
	}

	/** Tells what could not be decided. */
	end(): void {
		const version = this.catalogue?.version;
		for (const [rule, { count, line, message }] of this.doubts) {
			const others = count === 1 ? '' : ` und ${germanNumber(count - 1)} weitere Stellen dieser Art`;
			const doubt = `Für XPlanGML ${version} liegt noch kein amtliches Schema vor, deshalb ist dies kein Fehler`;
			const told = `${doubt}: Zeile ${line}${others}. ${message}`;
			this.findings.add({ check: 'structure', rule: `uncertain-${rule}`, severity: 'info', message: told, line });
		}
		this.doubts.clear();
	}

	private member(): { gmlId?: string; class?: string } {
		if (this.memberClass === undefined) return {};
		for (const name in this.memberAttributes) {
			const { uri, local, value } = this.memberAttributes[name]!;
			if (local === 'id' && isGml(uri)) return { gmlId: value, class: detach(this.memberClass) };
		}
		return { class: detach(this.memberClass) };
	}
}
