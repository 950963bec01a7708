import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../gis/project-path.ts';
import { loadCatalogue } from '../../importers/xplan/catalogue/catalogue.ts';
import type { CompactSchema } from '../../importers/xplan/catalogue/format.ts';
import { buildAuenfelde } from '../../portal/demo/auenfelde.ts';
import { demoDates } from '../../portal/demo/dates.ts';
import { generatePlan } from '../../portal/demo/index.ts';
import { buildKiefernheide } from '../../portal/demo/kiefernheide.ts';
import { buildLindenpark } from '../../portal/demo/lindenpark.ts';
import { buildOberlinden } from '../../portal/demo/oberlinden.ts';
import { Instances } from '../differential/instances.ts';
import { Random } from '../differential/random.ts';
import { declarations, writeTree } from '../differential/tree.ts';

const VERSIONS = ['4.0', '4.1', '5.0', '5.1', '5.2', '5.3', '5.4', '6.0'] as const;
const SHARED = projectPath('../shared/xplanung');
/** Larger plans say nothing more when some of their members are taken. */
const LARGEST = 2_000_000;
const TODAY = new Date('2027-03-15T10:00:00Z');

/** What inputs are made from: plans of the demo Land, generated ones, real ones where they lie beside the project, and made-up members. */
export class Bases {
	private readonly plans: string[];
	private readonly schemas: CompactSchema[];

	private constructor(plans: string[], schemas: CompactSchema[]) {
		this.plans = plans;
		this.schemas = schemas;
	}

	/** @param shared with the real plans */
	static async load(shared: boolean): Promise<Bases> {
		const plans = (['5.4', '6.0'] as const).map((version) => [...generatePlan({ objects: 20, version })].join(''));
		const dates = demoDates(TODAY);
		for (const { gml } of [buildLindenpark('entwurf', dates), buildAuenfelde(TODAY), buildOberlinden(dates), buildKiefernheide(TODAY)])
			plans.push(Buffer.from(gml).toString('utf8'));
		const schemas = await Promise.all(VERSIONS.map(async (version) => (await loadCatalogue(version)).schema));
		return new Bases(shared ? [...plans, ...sharedPlans()] : plans, schemas);
	}

	/** A document: some members of a plan, a whole small plan, or members that are made up from the schema. */
	text(random: Random): string {
		if (random.chance(0.35)) return this.madeUp(random);
		const plan = random.pick(this.plans);
		const start = plan.search(/<(\w+:)?(featureMember|member)[\s>]/);
		const members = start < 0 ? [] : [...plan.matchAll(/<((?:\w+:)?(?:featureMember|member))[\s>][\s\S]*?<\/\1\s*>/g)];
		if (members.length < 3 || (plan.length < 30_000 && random.chance(0.3))) return plan.slice(0, LARGEST);
		// Plan and Bereich are mostly among the first; without them no other check has anything to do.
		const count = 1 + random.below(25);
		const wanted = new Set(members.slice(0, random.chance(0.8) ? 3 : 0));
		while (wanted.size < Math.min(count, members.length)) wanted.add(random.pick(members));
		const last = members.at(-1)!;
		const kept = members.filter((each) => wanted.has(each)).map(([member]) => member);
		return plan.slice(0, start) + kept.join('\n') + plan.slice(last.index + last[0].length);
	}

	private madeUp(random: Random): string {
		const schema = random.pick(this.schemas);
		const instances = new Instances(schema, random);
		const children = Array.from({ length: 1 + random.below(5) }, () => instances.member());
		const attributes: [string, string][] = [...declarations(schema.namespace), ['gml:id', 'auszug']];
		return `<?xml version="1.0" encoding="UTF-8"?>\n${writeTree({ name: 'xplan:XPlanAuszug', attributes, children })}\n`;
	}
}

function sharedPlans(): string[] {
	const manifest = join(SHARED, 'manifest.json');
	if (!existsSync(manifest)) return [];
	const rows = JSON.parse(readFileSync(manifest, 'utf8')) as { file: string }[];
	const files = rows.map(({ file }) => join(SHARED, file)).filter((file) => file.endsWith('.gml') && statSync(file).size < LARGEST);
	return files.map((file) => readFileSync(file, 'utf8'));
}
