import type { Attribute, Feature, Position } from '../../importers/xplan/model.ts';
import { data, feature, geometry, link, value, values } from './attributes.ts';
import { CRS, Edges, line, mm, point, surface } from './geometry.ts';
import { writeDocument, writeFeature } from './gml-writer.ts';
import { createRandom, gmlId } from './random.ts';

export interface BenchPlanOptions {
	/** Number of plan objects, at least 10; plan, Bereich and texts come on top. */
	objects: number;
	version?: '5.4' | '6.0';
	seed?: string;
}

/** A tile is a building area with its road: 100 m by 80 m, ten objects. */
const TILE = { width: 100, depth: 80, objects: 10 };
const ORIGIN: Position = [380000, 5690000];
const TEXT =
	'Die festgesetzte Grundflächenzahl darf durch Stellplätze mit ihren Zufahrten und durch Nebenanlagen um bis zu 50 vom Hundert ' +
	'überschritten ' +
	'werden. Je angefangene 400 m² Grundstücksfläche ist ein standortgerechter Laubbaum zu pflanzen und dauerhaft zu erhalten.';

/**
 * A Bebauungsplan of any size as text, chunk by chunk in constant memory: building areas and roads that cover the perimeter without
 * gaps (rounded corners are arcs), überbaubare Flächen with Baugrenzen, trees, heights. About 2 KB an object, as CAD programs write.
 * The same options give the same text.
 */
export function* generatePlan(options: BenchPlanOptions): Generator<string> {
	const plan = new BenchPlan(options);
	const { plan: planFeature, bereich, text } = plan.frame();
	const document = writeDocument({ version: plan.version, crs: CRS, envelope: plan.envelope(), id: plan.id('auszug') }, []);
	yield document.next().value as string;
	yield writeFeature(planFeature, CRS);
	yield writeFeature(text, CRS);
	// The Bereich names every object; it is opened at the place of one reference, and the references go in between.
	const [before, after] = writeFeature(bereich, CRS).split(/^.*#objects.*\n/m) as [string, string];
	yield before;
	let references = '';
	for (let i = 0; i < plan.objects; i++) {
		references += `      <xplan:planinhalt xlink:href="#${plan.id(i)}"/>\n`;
		if (references.length > 60000) {
			yield references;
			references = '';
		}
	}
	yield references + after;
	for (let tile = 0; tile < plan.tiles; tile++)
		yield plan
			.tile(tile)
			.map((f) => writeFeature(f, CRS))
			.join('');
	yield document.next().value as string;
}

class BenchPlan {
	readonly objects: number;
	readonly tiles: number;
	readonly version: '5.4' | '6.0';
	readonly #seed: string;
	readonly #columns: number;

	constructor(options: BenchPlanOptions) {
		if (!Number.isInteger(options.objects) || options.objects < TILE.objects) {
			throw new RangeError(`A bench plan has at least ${TILE.objects} objects, not ${options.objects}.`);
		}
		this.objects = options.objects;
		this.version = options.version ?? '6.0';
		this.#seed = `bench ${options.seed ?? '1'}`;
		this.tiles = Math.floor(options.objects / TILE.objects);
		this.#columns = Math.ceil(Math.sqrt(this.tiles));
	}

	id(name: string | number): string {
		return gmlId(this.#seed, String(name));
	}

	envelope(): [number, number, number, number] {
		const rows = Math.ceil(this.tiles / this.#columns);
		return [ORIGIN[0], ORIGIN[1], ORIGIN[0] + this.#columns * TILE.width, ORIGIN[1] + rows * TILE.depth];
	}

	/** Outline of all tiles; the last row may be shorter. */
	#perimeter(): Position[] {
		const full = Math.floor(this.tiles / this.#columns);
		const rest = this.tiles % this.#columns;
		const at = (column: number, row: number): Position => [ORIGIN[0] + column * TILE.width, ORIGIN[1] + row * TILE.depth];
		const top = rest === 0 ? [at(0, full)] : [at(rest, full), at(rest, full + 1), at(0, full + 1)];
		return [at(0, 0), at(this.#columns, 0), at(this.#columns, full), ...top];
	}

	frame(): { plan: Feature; bereich: Feature; text: Feature } {
		const perimeter = surface(new Edges().polygon(this.#perimeter()));
		const text = this.version < '6.0' ? 'BP_TextAbschnitt' : 'XP_TextAbschnitt';
		return {
			plan: feature('BP_Plan', this.id('plan'), [
				...values({ name: `Messplan mit ${this.objects} Objekten`, nummer: `M ${this.objects}`, erstellungsMassstab: 500 }),
				geometry('raeumlicherGeltungsbereich', perimeter),
				link('texte', this.id('text')),
				data('gemeinde', 'XP_Gemeinde', ...values({ ags: '14999010', gemeindeName: 'Stadt Musterlinden' })),
				...values({ planArt: 1000, rechtsstand: 2400 }),
				link('bereich', this.id('bereich'))
			]),
			text: feature(
				text,
				this.id('text'),
				values({ schluessel: '1', gesetzlicheGrundlage: '§ 9 Abs. 1 BauGB', text: TEXT, rechtscharakter: 1000 })
			),
			bereich: feature('BP_Bereich', this.id('bereich'), [
				...values({ nummer: 0, name: 'Geltungsbereich' }),
				geometry('geltungsbereich', perimeter),
				link('planinhalt', 'objects'),
				link('gehoertZuPlan', this.id('plan'))
			])
		};
	}

	/** The ten objects of a tile; the last tile also gets the trees that are missing to the number asked for. */
	tile(index: number): Feature[] {
		const random = createRandom(`${this.#seed} ${index}`);
		const [x0, y0] = [(index % this.#columns) * TILE.width, Math.floor(index / this.#columns) * TILE.depth];
		const at = (x: number, y: number): Position => [mm(ORIGIN[0] + x0 + x), mm(ORIGIN[1] + y0 + y)];
		const edges = new Edges();
		const r = 6 * Math.SQRT1_2;
		edges.arc(at(90, 64), at(84 + r, 64 + r), at(84, 70));
		const first = index * TILE.objects;
		const members: Feature[] = [];
		const add = (name: string, head: Attribute[], tail: Attribute[]): void => {
			const id = this.id(first + members.length);
			const layer = `${name.slice(3).toUpperCase()}_${1000 + (index % 9000)}`;
			const note = `${name} ${first + members.length + 1}; übernommen aus der Zeichnung, Ebene ${layer}`;
			members.push(
				feature(name, id, [
					...values({ uuid: id.slice(4), text: note }),
					...this.#law('§ 9 Abs. 1 BauGB'),
					...head,
					link('gehoertZuBereich', this.id('bereich')),
					value('rechtscharakter', 1000),
					link('refTextInhalt', this.id('text')),
					...tail
				])
			);
		};
		const dense = (a: Position, b: Position, n: number): Position[] =>
			Array.from({ length: n }, (_, i): Position => [mm(a[0] + ((b[0] - a[0]) * i) / n), mm(a[1] + ((b[1] - a[1]) * i) / n)]);
		const late = this.version === '6.0';
		const height = (name: string, more: Record<string, number>): Attribute =>
			data(
				'hoehenangabe',
				'XP_Hoehenangabe',
				...values({ hoehenbezug: 1000, ...(name ? { bezugspunkt: Number(name) } : {}), ...more })
			);
		const area = edges.polygon([at(0, 0), at(90, 0), at(90, 64), at(84, 70), at(0, 70)]);
		add(
			'BP_BaugebietsTeilFlaeche',
			[height('3000', { h: 120 + random.whole(0, 40) / 10 })],
			[
				geometry('position', surface(area)),
				value('flaechenschluss', true),
				data('dachgestaltung', 'BP_Dachgestaltung', ...values({ DNmin: 30, DNmax: 45, dachform: 3100 })),
				...values({
					GFZ: 0.8,
					GRZ: 0.4,
					Z: random.whole(1, 3),
					allgArtDerBaulNutzung: 1000,
					besondereArtDerBaulNutzung: 1200,
					bauweise: 1000,
					bebauungsArt: 4000
				})
			]
		);
		const road = edges.polygon([
			at(90, 0),
			at(100, 0),
			at(100, 70),
			at(100, 80),
			at(90, 80),
			at(0, 80),
			at(0, 70),
			at(84, 70),
			at(90, 64)
		]);
		if (late) {
			add(
				'SO_Strassenverkehr',
				[],
				[
					geometry('position', surface(road)),
					value('flaechenschluss', true),
					data('artDerFestlegung', 'SO_KomplexeZweckbestStrassenverkehr', value('allgemein', 14000)),
					...values({ einteilung: 1400, name: `Planstraße ${index + 1}`, nutzungsform: 2000, hatDarstellungMitBesondZweckbest: true })
				]
			);
		} else
			add(
				'BP_StrassenVerkehrsFlaeche',
				[],
				[geometry('position', surface(road)), ...values({ flaechenschluss: true, nutzungsform: 2000 })]
			);
		const [x, y, w, d] = [6 + random.whole(0, 4), 6 + random.whole(0, 4), 60 + random.whole(0, 12), 18 + random.whole(0, 10)];
		const corners = [at(x, y), at(x + w, y), at(x + w, y + d), at(x, y + d)];
		const outline = corners.flatMap((c, i) => dense(c, corners[(i + 1) % 4]!, 9));
		add(
			'BP_UeberbaubareGrundstuecksFlaeche',
			[],
			[geometry('position', surface(edges.polygon(outline))), value('flaechenschluss', false), link('baugrenze', this.id(first + 3))]
		);
		add('BP_BauGrenze', [], [geometry('position', line(edges.curve([...outline, outline[0]!])))]);
		const ridge = geometry('position', line(edges.curve([at(x + 5, y + d / 2), at(x + w - 5, y + d / 2)])));
		add(late ? 'BP_GebaeudeStellung' : 'BP_FirstRichtungsLinie', [], late ? [ridge, value('typ', 1000)] : [ridge]);
		const kerb = [...dense(at(90, 0), at(90, 64), 12), at(90, 64), ...dense(at(84, 70), at(0, 70), 14), at(0, 70)];
		add('BP_StrassenbegrenzungsLinie', [], [geometry('position', line(edges.curve(kerb)))]);
		const yard = [at(10, 48), at(40, 48), at(40, 60), at(10, 60)];
		const bays = yard.flatMap((c, i) => dense(c, yard[(i + 1) % 4]!, 8));
		add('BP_NebenanlagenFlaeche', [], [geometry('position', surface(edges.polygon(bays))), value('flaechenschluss', false)]);
		add('BP_HoehenMass', [height('', { h: 112 + random.whole(0, 30) / 10 })], [geometry('position', point(at(95, 75)))]);
		const trees = TILE.objects - members.length + (index === this.tiles - 1 ? this.objects % TILE.objects : 0);
		for (let i = 0; i < trees; i++) {
			const pflanzenArt = late ? 'Feld-Ahorn (Acer campestre)' : undefined;
			const tree = { massnahme: 2000, gegenstand: 1000, kronendurchmesser: 6, pflanzenArt, mindesthoehe: 3, anzahl: 1 };
			add('BP_AnpflanzungBindungErhaltung', [], [geometry('position', point(at(8 + i * 12, 66))), ...values(tree)]);
		}
		return members;
	}

	#law(name: string): Attribute[] {
		return this.version === '6.0'
			? [data('gesetzlicheGrundlage', 'XP_GesetzlicheGrundlage', ...values({ name, datum: '2017-11-03' }))]
			: [];
	}
}
