import type { Attribute, Feature, PlanGeometry, Position, XplanVersion } from '../../importers/xplan/model.ts';
import { data, feature, geometry, link, value, values } from './attributes.ts';
import { CRS, point } from './geometry.ts';
import { writeDocument } from './gml-writer.ts';
import { gmlId } from './random.ts';

/** What every plan object may carry, in the words of XP_Objekt. Names of texts and reasons are those given to `text` and `reason`. */
export interface Head {
	rechtscharakter?: number;
	grundlage?: { name: string; detail?: string };
	gliederung1?: string;
	ebene?: number;
	hoehen?: Attribute[];
	referenzen?: Attribute[];
	begruendung?: string[];
	aufschrift?: string;
	texte?: string[];
}

/** Height that a building may reach at most or must have, above NHN. `bezugspunkt` OK (3000), TH (1000) or FH (2000). */
export const height = (record: { hMin?: number; hMax?: number; hZwingend?: number; h?: number }, bezugspunkt?: number): Attribute =>
	data('hoehenangabe', 'XP_Hoehenangabe', ...values({ hoehenbezug: 1000, bezugspunkt, ...record }));

/** Reference to a document that lies beside the GML in the ZIP. `typ` is a code of XP_ExterneReferenzTyp. */
export const document = (name: string, file: string, typ: number, beschreibung: string, datum: string): Attribute =>
	data(
		'externeReferenz',
		'XP_SpezExterneReferenz',
		...values({ art: 'Dokument', referenzName: name, referenzURL: file, referenzMimeType: 'application/pdf', beschreibung, datum, typ })
	);

export const law = (name: string, grund: string, datum: string): Attribute =>
	data(name, 'XP_GesetzlicheGrundlage', ...values({ name: grund, datum }));

/** Collects the members of one plan with one Bereich and writes them in an order in which people read a plan. */
export class PlanBuilder {
	readonly #seed: string;
	readonly #version: XplanVersion;
	readonly #objects: Feature[] = [];
	readonly #texts: Feature[] = [];
	readonly #reasons: Feature[] = [];
	readonly #presentations: Feature[] = [];
	/** Names whose objects have other ids in this draft than in the next one. */
	readonly #renamed: ReadonlySet<string>;

	readonly #family: 'BP' | 'FP';

	constructor(seed: string, version: XplanVersion, renamed: readonly string[] = [], family: 'BP' | 'FP' = 'BP') {
		this.#seed = seed;
		this.#version = version;
		this.#renamed = new Set(renamed);
		this.#family = family;
	}

	id(name: string): string {
		return gmlId(this.#seed, this.#renamed.has(name) ? `${name} (alt)` : name);
	}

	get objects(): readonly Feature[] {
		return this.#objects;
	}

	/**
	 * Adds an object; references to texts that this draft does not have are left out, so add the texts first. `closed`
	 * is `flaechenschluss`; leave
	 * it out for lines and points. `rest` are the attributes after it. */
	object(name: string, id: string, head: Head, position: PlanGeometry, closed?: boolean, ...rest: Attribute[]): string {
		const gml = this.id(id);
		const law5 = this.#version < '6.0';
		const texts = new Set(this.#texts.map((t) => t.gmlId));
		this.#objects.push(
			feature(name, gml, [
				...(head.grundlage && !law5 ? [data('gesetzlicheGrundlage', 'XP_GesetzlicheGrundlage', ...values(head.grundlage))] : []),
				...values({ gliederung1: head.gliederung1, ebene: head.ebene }),
				...(head.hoehen ?? []),
				...(head.referenzen ?? []),
				link('gehoertZuBereich', this.id('bereich')),
				...(head.begruendung ?? []).map((r) => link('refBegruendungInhalt', this.id(r))),
				...values({ aufschrift: head.aufschrift, rechtscharakter: head.rechtscharakter ?? 1000 }),
				...(head.texte ?? []).filter((t) => texts.has(this.id(t))).map((t) => link('refTextInhalt', this.id(t))),
				geometry('position', position),
				...(closed === undefined ? [] : [value('flaechenschluss', closed)]),
				...rest
			])
		);
		return gml;
	}

	/** Adds a textual provision. Until 5.4 every family has its own class, from 6.0 there is one. */
	text(id: string, schluessel: string, gesetzlicheGrundlage: string, text: string, rechtscharakter = 1000): void {
		const name = this.#version < '6.0' ? `${this.#family}_TextAbschnitt` : 'XP_TextAbschnitt';
		this.#texts.push(feature(name, this.id(id), values({ schluessel, gesetzlicheGrundlage, text, rechtscharakter })));
	}

	reason(id: string, schluessel: string, text: string): void {
		this.#reasons.push(feature('XP_BegruendungAbschnitt', this.id(id), values({ schluessel, text })));
	}

	/** Writes `content` (XP_PTO), or a symbol (XP_PPO) where there is none, for the object at the position; both know each other. */
	present(of: string, position: Position, art: string, content?: string, drehwinkel?: number): void {
		const id = this.id(`${of} ${art} ${content ?? 'Symbol'}`);
		const target = this.#objects.find((o) => o.gmlId === this.id(of));
		if (!target) throw new Error(`no object ${of} to present`);
		const after = target.attributes.findIndex((a) => a.name === 'gehoertZuBereich');
		target.attributes.splice(after + 1, 0, link('wirdDargestelltDurch', id));
		const head = [value('art', art), link('gehoertZuBereich', this.id('bereich')), link('dientZurDarstellungVon', this.id(of))];
		const place = geometry('position', point(position));
		this.#presentations.push(
			content === undefined
				? feature('XP_PPO', id, [...head, place, ...values({ drehwinkel, skalierung: 1 })])
				: feature('XP_PTO', id, [
						...head,
						...values({ schriftinhalt: content, skalierung: 1, horizontaleAusrichtung: 'zentrisch', vertikaleAusrichtung: 'Mitte' }),
						place,
						...values({ drehwinkel })
					])
		);
	}

	/** References to all texts and reasons, for the plan. */
	planTexts(): Attribute[] {
		return [...this.#texts.map((t) => link('texte', t.gmlId)), ...this.#reasons.map((r) => link('begruendungsTexte', r.gmlId))];
	}

	/** References to all objects and presentation objects, for the Bereich. */
	bereichContents(): Attribute[] {
		return [
			...this.#objects.map((o) => link('planinhalt', o.gmlId)),
			...this.#presentations.map((p) => link('praesentationsobjekt', p.gmlId))
		];
	}

	/** All members: plan, texts, reasons, Bereich, objects, presentation objects. */
	members(plan: Feature, bereich: Feature): Feature[] {
		return [plan, ...this.#texts, ...this.#reasons, bereich, ...this.#objects, ...this.#presentations];
	}

	/** The whole document as bytes. */
	write(plan: Feature, bereich: Feature): Uint8Array {
		const chunks = writeDocument({ version: this.#version, crs: CRS, id: this.id('auszug') }, this.members(plan, bereich));
		return new TextEncoder().encode([...chunks].join(''));
	}
}
