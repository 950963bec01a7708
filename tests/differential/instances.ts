import { readElement, readParticles, type CompactSchema, type Particle } from '../../importers/xplan/catalogue/format.ts';
import type { Random } from './random.ts';
import { escapeText, type TreeNode } from './tree.ts';

const DEEPEST = 14;

/** Writes members that follow the schema, with random choices: every class and data type, not only those that plans happen to have. */
export class Instances {
	private readonly schema: CompactSchema;
	private readonly random: Random;
	private readonly substitutes = new Map<string, string[]>();
	readonly classes: string[];
	private ids = 0;

	constructor(schema: CompactSchema, random: Random) {
		this.schema = schema;
		this.random = random;
		for (const [name, text] of Object.entries(schema.elements)) {
			const headOf = (one: string): string | undefined => readElement(one, schema.elements[one]!).substitutionGroup;
			for (let head = readElement(name, text).substitutionGroup; head; head = headOf(head)) {
				this.substitutes.set(head, [...(this.substitutes.get(head) ?? []), name]);
			}
		}
		this.classes = (this.substitutes.get('gml:AbstractFeature') ?? []).filter(
			(name) => !name.includes(':') && !this.isAbstract(name) && name !== 'XPlanAuszug'
		);
	}

	member(name = this.random.pick(this.classes)): TreeNode {
		return { name: 'gml:featureMember', attributes: [], children: [this.global(name, 0)!] };
	}

	private isAbstract(name: string): boolean {
		return readElement(name, this.schema.elements[name]!).abstract;
	}

	private global(name: string, depth: number): TreeNode | undefined {
		const candidates = [name, ...(this.substitutes.get(name) ?? [])].filter((one) => !this.isAbstract(one));
		const chosen = candidates.length > 0 ? this.random.pick(candidates) : undefined;
		if (chosen === undefined || depth > DEEPEST) return undefined;
		return this.element(chosen.includes(':') ? chosen : `xplan:${chosen}`, readElement(chosen, this.schema.elements[chosen]!).type, depth);
	}

	private element(name: string, type: string, depth: number): TreeNode {
		const definition = this.schema.types[type];
		if (!definition) return { name, attributes: [], children: [escapeText(this.value(type))] };
		const attributes = this.attributes(type);
		if (definition.text !== undefined) return { name, attributes, children: [escapeText(this.value(this.textOf(type)))] };
		const children: TreeNode[] = [];
		for (let at: string | undefined = type; at; at = this.schema.types[at]?.extends) {
			const prefix = at.startsWith('gml:') ? 'gml:' : 'xplan:';
			children.unshift(...this.content(readParticles(this.schema.types[at]!.content ?? [], this.schema), prefix, depth));
		}
		return { name, attributes, children };
	}

	private textOf(type: string): string {
		let at = type;
		while (this.schema.types[at]?.text !== undefined) at = this.schema.types[at]!.text!;
		return at;
	}

	private content(particles: Particle[], prefix: string, depth: number): TreeNode[] {
		return particles.flatMap((particle) => {
			if (particle.kind === 'extension') return [];
			const rare = depth > 5 ? 0.1 : 0.35;
			let count = particle.min;
			if (particle.max > count && this.random.chance(rare)) count += 1 + (particle.max > count + 1 ? this.random.below(2) : 0);
			return Array.from({ length: count }, () => this.one(particle, prefix, depth)).flat();
		});
	}

	private one(particle: Particle, prefix: string, depth: number): TreeNode[] {
		if (particle.kind === 'extension') return [];
		if (particle.kind !== 'element') {
			return particle.kind === 'choice'
				? this.one(this.random.pick(particle.items), prefix, depth)
				: this.content(particle.items, prefix, depth);
		}
		if (!particle.ref) return [this.element(prefix + particle.name, particle.type, depth + 1)];
		const node = this.global(particle.name, depth + 1);
		return node ? [node] : [];
	}

	private attributes(type: string): [string, string][] {
		const given: [string, string][] = [];
		const add = (items: string[]): void => {
			for (const item of items) {
				if (/^&xlink:/.test(item)) {
					if (this.random.chance(0.3)) given.push(['xlink:href', `#id-${this.random.below(50)}`]);
					if (this.random.chance(0.05)) given.push(['xlink:type', 'simple']);
				} else if (item.startsWith('&')) add(this.schema.attributeGroups[item.slice(1)]!);
				else {
					const [head, ...rest] = item.split(' ');
					const name = head!.replace(/^@|\?$/g, '');
					if (head!.endsWith('?') && !this.random.chance(0.1)) continue;
					const fixed = rest.find((mark) => mark.startsWith('='))?.slice(1);
					given.push([name, name === 'gml:id' ? `id-${this.ids++}` : (fixed ?? this.value(rest[0]!))]);
				}
			}
		};
		for (let at: string | undefined = type; at; ) {
			const definition: CompactSchema['types'][string] | undefined = this.schema.types[at];
			add(definition?.attributes ?? []);
			at = definition?.extends ?? definition?.restricts ?? definition?.text;
		}
		return [...new Map(given.reverse())];
	}

	/** A right value. */
	value(type: string): string {
		const { random } = this;
		const simple = this.schema.simpleTypes[type];
		if (Array.isArray(simple)) return random.pick(simple);
		if (simple?.list) return Array.from({ length: random.below(5) }, () => this.value(simple.list!)).join(' ');
		const values = VALUES[type] ?? VALUES['xs:string']!;
		return random.pick(values);
	}
}

const VALUES: Record<string, readonly string[]> = {
	'xs:string': ['Text', 'Grün & Weiß', '', ' ', '1000', 'zwei Wörter'],
	'xs:double': ['0.4', '12', '-3.5e2', '.5', 'NaN', '1.', 'INF'],
	'xs:int': ['0', '-1', '1000', '+5', '007'],
	'xs:integer': ['0', '-1', '1000'],
	'xs:positiveInteger': ['1', '2', '+3'],
	'xs:boolean': ['true', 'false', '1', '0'],
	'xs:date': ['2020-02-29', '1999-12-31Z', '2024-01-01+01:00'],
	'xs:duration': ['P1Y', 'P1Y6M', 'PT36H', '-P3D'],
	'xs:anyURI': ['http://example.org/plan.pdf', 'plan.pdf', '#id-1', '', 'Text mit Leerzeichen.pdf', 'urn:x:y'],
	'xs:NCName': ['x', 'y1'],
	'xs:ID': ['id'],
	'gml:AxisDirection': ['+1', '-2'],
	'gml:UomIdentifier': ['m', 'm2', 'grad', 'urn:adv:uom:m2', '#m', 'http://x.de/m'],
	'gml:NilReasonType': ['unknown', 'missing', 'other:abc', 'http://x.de/'],
	'gml:doubleOrNilReason': ['1.5', 'unknown', 'x'],
	'gml:SequenceRuleEnumeration': ['Linear']
};
