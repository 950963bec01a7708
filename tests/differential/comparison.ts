import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadCatalogue } from '../../importers/xplan/catalogue/catalogue.ts';
import { StructureCheck } from '../../importers/xplan/checks/structure/structure-check.ts';
import { XplanError } from '../../importers/xplan/errors.ts';
import { FindingList } from '../../importers/xplan/findings.ts';
import { withDefaults } from '../../importers/xplan/limits.ts';
import type { Finding, XplanVersion } from '../../importers/xplan/model.ts';
import { readXplanGml } from '../../importers/xplan/reader.ts';
import { Instances } from './instances.ts';
import { MUTATIONS, TEXT_MUTATIONS } from './mutations.ts';
import { Random } from './random.ts';
import { copyOf, declarations, elementsOf, parseTree, writeTree, type TreeNode } from './tree.ts';

export const SHARED = join(import.meta.dirname, '../../../shared/xplanung');
export const VERSIONS = ['4.0', '4.1', '5.0', '5.1', '5.2', '5.3', '5.4', '6.0'] as const satisfies readonly XplanVersion[];
type Version = (typeof VERSIONS)[number];
/** Larger plans are cut down to some of their members anyway; reading them costs time. */
const LARGEST_BASE = 2_000_000;

interface ManifestRow {
	file: string;
	version: string | null;
	members: number | null;
}

export const manifest = (): ManifestRow[] => JSON.parse(readFileSync(join(SHARED, 'manifest.json'), 'utf8')) as ManifestRow[];
export const schemaOf = (version: string): string =>
	join(SHARED, 'xsd', `XPlanGML_${version.replace('.', '_')}`, 'XPlanung-Operationen.xsd');

export interface Case {
	name: string;
	/** The root is a `wfs:FeatureCollection`. */
	wfs: boolean;
	version: Version;
	text: string;
	/** What was done to a plan that follows the schema. */
	changes: string[];
}

export interface Verdict {
	valid: boolean;
	/** Messages of xmllint, or our findings. */
	messages: string[];
	findings: Finding[];
	refused?: string;
}

/** Makes documents of one version: members of plans or made up from the schema, with changes. */
export class Cases {
	readonly version: Version;
	private readonly bases: TreeNode[] = [];
	private readonly instances: Instances;
	private readonly random: Random;
	private readonly schema: Awaited<ReturnType<typeof loadCatalogue>>['schema'];
	private count = 0;

	private constructor(version: Version, schema: Cases['schema'], seed: number) {
		this.version = version;
		this.schema = schema;
		this.random = new Random(seed);
		this.instances = new Instances(schema, this.random);
	}

	static async of(version: Version, seed: number): Promise<Cases> {
		const { schema } = await loadCatalogue(version);
		const cases = new Cases(version, schema, seed * 100 + VERSIONS.indexOf(version));
		for (const row of manifest()) {
			const path = join(SHARED, row.file);
			if (row.version !== version || row.members === null || statSync(path).size > LARGEST_BASE) continue;
			try {
				cases.bases.push(parseTree(readFileSync(path, 'utf8'), schema.namespace));
			} catch (error) {
				// A plan with an extension of a Land, or one that is no UTF-8, is no base.
				if (!(error instanceof Error)) throw error;
			}
		}
		return cases;
	}

	/** @param wfs makes members of a `wfs:FeatureCollection` of them, before the changes */
	next(wfs = false): Case {
		const { random } = this;
		const plan = random.chance(0.6) && this.bases.length > 0 ? this.fromPlan() : this.madeUp();
		const root = wfs ? asFeatureCollection(plan, this.schema.namespace) : plan;
		const changes: string[] = [];
		const wanted = random.chance(0.1) ? 0 : random.chance(0.85) ? 1 : 2;
		for (let attempt = 0; changes.length < wanted && attempt < 20; attempt++) {
			const name = random.pick(Object.keys(MUTATIONS));
			if (root.children.length === 0) break;
			const done = MUTATIONS[name]!({ root, random, schema: this.schema, instances: this.instances });
			if (done !== null) changes.push(`${name}: ${done}`);
		}
		let text = `<?xml version="1.0" encoding="UTF-8"?>\n${writeTree(root)}\n`;
		if (random.chance(0.04)) {
			const [name, change] = random.pick(Object.entries(TEXT_MUTATIONS));
			text = change(text, random);
			changes.push(name);
		}
		return { name: `${this.version}-${this.count++}`, wfs, version: this.version, text, changes };
	}

	private fromPlan(): TreeNode {
		const { random } = this;
		const base = random.pick(this.bases);
		const members = elementsOf(base);
		const kept = new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(members)));
		const children = members.filter((one) => kept.has(one)).map(copyOf);
		return { ...base, attributes: base.attributes.map(([name, value]) => [name, value]), children };
	}

	private madeUp(): TreeNode {
		const children = Array.from({ length: 1 + this.random.below(3) }, () => this.instances.member());
		const attributes: [string, string][] = [...declarations(this.schema.namespace), ['gml:id', 'auszug']];
		return { name: 'xplan:XPlanAuszug', attributes, children };
	}
}

function asFeatureCollection(plan: TreeNode, namespace: string): TreeNode {
	const attributes = declarations(namespace).concat([
		['xmlns:wfs', 'http://www.opengis.net/wfs/2.0'],
		['timeStamp', '2024-03-31T12:00:00Z'],
		['numberMatched', 'unknown'],
		['numberReturned', '1']
	]);
	const names: Record<string, string> = { 'gml:featureMember': 'wfs:member', 'gml:boundedBy': 'wfs:boundedBy' };
	const children = elementsOf(plan).flatMap((node) => (names[node.name] ? [{ ...node, name: names[node.name]! }] : []));
	return { name: 'wfs:FeatureCollection', attributes, children };
}

/** Our verdict on a document. */
export async function ourVerdict(bytes: Uint8Array): Promise<Verdict> {
	const limits = withDefaults();
	const findings = new FindingList(limits);
	const observer = new StructureCheck(findings, limits);
	let refused: string | undefined;
	try {
		const source = (async function* () {
			yield bytes;
		})();
		for await (const event of readXplanGml(source, { limits, findings, observer })) void event;
	} catch (error) {
		if (!(error instanceof XplanError)) throw error;
		refused = error.code;
	}
	const own = findings.all().filter(({ check }) => check === 'structure');
	return {
		valid: refused === undefined && findings.countOf('structure').valid,
		messages: [...own.map(({ rule, line, message }) => `${rule} (${line}): ${message}`), ...(refused ? [`refused: ${refused}`] : [])],
		findings: own,
		...(refused === undefined ? {} : { refused })
	};
}

/**
 * Where the import of WFS 2.0 is found without the network: the elements that matter here, in `wfs.xsd`. The bare command skips the import
 * and calls every `wfs:FeatureCollection` unknown.
 */
const CATALOG = `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<uri name="http://schemas.opengis.net/wfs/2.0/wfs.xsd" uri="${pathToFileURL(join(import.meta.dirname, 'wfs.xsd')).href}"/>
<system systemId="http://schemas.opengis.net/wfs/2.0/wfs.xsd" uri="${pathToFileURL(join(import.meta.dirname, 'wfs.xsd')).href}"/>
</catalog>`;

/**
 * Verdicts of xmllint on files of one version, in the order given.
 * @param catalog XML catalogue to resolve imports by
 */
export async function xmllintVerdicts(
	version: string,
	files: string[],
	catalog?: string
): Promise<{ valid: boolean; messages: string[] }[]> {
	const output = await new Promise<string>((resolve, reject) => {
		const args = ['--nonet', '--noout', '--schema', schemaOf(version), ...files];
		const env = catalog === undefined ? process.env : { ...process.env, XML_CATALOG_FILES: catalog };
		execFile('xmllint', args, { maxBuffer: 1 << 30, env }, (error, _, stderr) => {
			// 1: not well-formed, 3: not valid. Anything else is no verdict.
			if (error && ![1, 3, 4].includes(Number(error.code))) reject(error);
			else resolve(stderr);
		});
	});
	const lines = output.split('\n');
	const valid = new Set(lines.filter((line) => line.endsWith(' validates')).map((line) => line.slice(0, -' validates'.length)));
	const messages = new Map<string, string[]>();
	let last: string[] | undefined;
	for (const line of lines) {
		const file = /^(.+?):\d+: .*error/.exec(line)?.[1];
		if (file) {
			last = messages.get(file) ?? [];
			last.push(line.slice(file.length + 1));
			messages.set(file, last);
		} else if (/ (validates|fails to validate)$/.test(line)) last = undefined;
		// A value with line ends goes over several lines.
		else if (last) last[last.length - 1] += `\n${line}`;
	}
	return files.map((file) => ({ valid: valid.has(file), messages: messages.get(file) ?? [] }));
}

export interface Disagreement extends Case {
	xmllint: { valid: boolean; messages: string[] };
	ours: Verdict;
}

/** Judges cases of one version and kind of root by both. */
export async function compare(cases: Case[]): Promise<{ valid: number; disagreements: Disagreement[] }> {
	const folder = mkdtempSync(join(tmpdir(), 'structure-'));
	try {
		const files = cases.map(({ name, text }) => {
			const file = join(folder, `${name}.gml`);
			writeFileSync(file, text);
			return file;
		});
		const catalog = join(folder, 'catalog.xml');
		if (cases[0]!.wfs) writeFileSync(catalog, CATALOG);
		const verdicts = await xmllintVerdicts(cases[0]!.version, files, cases[0]!.wfs ? catalog : undefined);
		const disagreements: Disagreement[] = [];
		for (const [index, one] of cases.entries()) {
			const xmllint = verdicts[index]!;
			const ours = await ourVerdict(new TextEncoder().encode(one.text));
			if (ours.valid !== xmllint.valid) disagreements.push({ ...one, xmllint, ours });
		}
		return { valid: verdicts.filter(({ valid }) => valid).length, disagreements };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** Why the comparison cannot be made, null if it can. */
export function missingForComparison(): string | null {
	if (!existsSync(join(SHARED, 'manifest.json'))) return '../shared/xplanung is missing';
	const found = (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, 'xmllint')));
	return found ? null : 'xmllint (Debian: libxml2-utils) is missing';
}
