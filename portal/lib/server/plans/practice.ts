/**
 * Plans that nobody made, for a worker to read before the first real one comes. The engine compiles what it has seen: a worker that knows
 * only one kind of plan compiles half of itself anew when another kind comes, and that takes as long as reading it.
 */

interface Kind {
	version: '4.1' | '5.1' | '6.0';
	family: 'BP' | 'FP' | 'SO';
	srid: number;
	/** Place of the first object. */
	at: [east: number, north: number];
	newline: string;
}

export const KINDS: readonly Kind[] = [
	{ version: '5.1', family: 'FP', srid: 31467, at: [3_565_000, 5_934_000], newline: '\r\n' },
	{ version: '4.1', family: 'FP', srid: 31468, at: [4_410_000, 5_650_000], newline: '\n' },
	{ version: '6.0', family: 'BP', srid: 25832, at: [565_000, 5_934_000], newline: '\n' },
	{ version: '5.1', family: 'SO', srid: 25833, at: [410_000, 5_650_000], newline: '\r\n' }
];
interface Size {
	objects: number;
	/** Points of each edge of an area. With more than one the edges wave, and neighbours overlap and leave gaps. */
	points?: number;
}

/** Does with a plan of each kind what the worker is for; what comes of it is thrown away. */
export async function practise(work: (open: () => AsyncIterable<Uint8Array>, bytes: number) => Promise<unknown>, size: Size): Promise<void> {
	for (const kind of KINDS) {
		const text = new TextEncoder().encode(planText(kind, size));
		const open = async function* () {
			yield text;
		};
		await work(open, text.length);
	}
}

/** A plan of one Bereich, whose objects are of as many classes, geometries and properties as real ones. */
export function planText({ version, family, srid, at, newline }: Kind, { objects, points = 1 }: Size): string {
	const srs = `srsName="EPSG:${srid}"`;
	const link = (name: string, id: string) => `<xplan:${name} xlink:href="#${id}"/>`;
	const member = (name: string, id: string, lines: string[]) =>
		[`<gml:featureMember>`, `<xplan:${name} gml:id="${id}">`, ...lines, `</xplan:${name}>`, `</gml:featureMember>`].join(newline);
	// Some rings are as exports should not write them: turned, with a point twice, open.
	const waving = (corners: number[][], size: number) =>
		corners.flatMap(([x, y], i) => {
			const [nextX, nextY] = corners[i + 1] ?? [x, y];
			const count = corners[i + 1] ? points : 1;
			return Array.from({ length: count }, (_, k) => [x! + ((nextX! - x!) * k) / count + (Math.sin(k) * size) / 40, y! + ((nextY! - y!) * k) / count]);
		});
	const ring = (kind: string, east: number, north: number, size: number, flaw: number) => {
		const corners = [[0, 0], [size, 0], ...(flaw === 2 ? [[size, 0]] : []), [size, size], [size / 2, size * 1.25], [0, size], ...(flaw === 3 ? [] : [[0, 0]])];
		const turned = (kind === 'interior') !== (flaw === 1);
		const waved = waving(corners, size);
		const positions = (turned ? waved.toReversed() : waved).map(([x, y]) => `${(east + x!).toFixed(3)} ${(north + y!).toFixed(3)}`);
		const list = `<gml:posList srsDimension="2" count="${positions.length}">${positions.join(' ')} </gml:posList>`;
		return [`<gml:${kind}>`, '  <gml:LinearRing>', `    ${list}`, '  </gml:LinearRing>', `</gml:${kind}>`].join(newline);
	};
	const area = (id: string, east: number, north: number, flaw = 0, system = ` ${srs}`) =>
		`<gml:Polygon${system} gml:id="${id}">${ring('exterior', east, north, 40, flaw)}${id.endsWith('3') ? ring('interior', east + 9, north + 9, 7, flaw) : ''}</gml:Polygon>`;
	const arc = (east: number, north: number) =>
		`<gml:Curve ${srs}><gml:segments><gml:LineStringSegment><gml:posList>${east} ${north} ${east + 9} ${north}</gml:posList></gml:LineStringSegment>` +
		`<gml:Arc><gml:posList>${east + 9} ${north} ${east + 12} ${north + 3} ${east + 9} ${north + 6}</gml:posList></gml:Arc></gml:segments></gml:Curve>`;
	const place = (i: number) => {
		const [east, north] = [at[0] + (i % 20) * 40, at[1] + Math.floor(i / 20) * 40];
		const id = `G${i}`;
		if (i % 8 === 5) return `<gml:Point ${srs} gml:id="${id}"><gml:pos>${east} ${north}</gml:pos></gml:Point>`;
		if (i % 8 === 6) return `<gml:LineString ${srs} gml:id="${id}"><gml:posList>${east} ${north} ${east + 30} ${north + 5}</gml:posList></gml:LineString>`;
		if (i % 8 === 7) return arc(east, north);
		if (i % 8 > 2) return area(`${id}_${i % 2 === 1 ? 3 : 2}`, east, north, Math.floor(i / 8) % 4, i % 16 === 4 ? '' : ` ${srs}`);
		const member = area(`${id}_1`, east, north);
		return `<gml:MultiSurface ${srs} gml:id="${id}"><gml:surfaceMember>${member}</gml:surfaceMember></gml:MultiSurface>`;
	};
	const toBereich = version === '4.1' ? `gehoertZu${family}_Bereich` : 'gehoertZuBereich';
	const purpose = (code: number) =>
		version === '6.0'
			? `<xplan:zweckbestimmung><xplan:${family}_KomplexeZweckbestGruen><xplan:allgemein>${code}</xplan:allgemein></xplan:${family}_KomplexeZweckbestGruen></xplan:zweckbestimmung>`
			: `<xplan:zweckbestimmung>${code}</xplan:zweckbestimmung>`;
	const inside = (i: number): [name: string, lines: string[]] => {
		if (family === 'SO') return ['SO_Schienenverkehrsrecht', ['<xplan:artDerFestlegung>1000</xplan:artDerFestlegung>', '<xplan:name>Strecke &amp; Hof</xplan:name>']];
		const use = ['<xplan:allgArtDerBaulNutzung>1000</xplan:allgArtDerBaulNutzung>', '<xplan:GRZ>0.4</xplan:GRZ>', '<xplan:Z>2</xplan:Z>'];
		const kinds: [string, string[]][] = [
			[family === 'BP' ? 'BP_BaugebietsTeilFlaeche' : 'FP_BebauungsFlaeche', use],
			[`${family}_GruenFlaeche`, [purpose(1000), purpose(1200)]],
			[`${family}_WaldFlaeche`, ['<xplan:eigentumsart>1000</xplan:eigentumsart>']],
			[`${family}_Gewaesser`, ['<xplan:text>§ 9 BauGB</xplan:text>']],
			[`${family}_StrassenVerkehr`, ['<xplan:nutzungsform>1000</xplan:nutzungsform>']]
		];
		return kinds[i % kinds.length]!;
	};
	const [right, top] = [at[0] + 800, at[1] + Math.ceil(objects / 20) * 40];
	const outline = [at, [right, at[1]], [right, top], [at[0], top], at].flat().join(' ');
	const whole = `<gml:Polygon ${srs} gml:id="GP"><gml:exterior><gml:LinearRing><gml:posList>${outline}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
	const envelope = `<gml:boundedBy><gml:Envelope ${srs}><gml:lowerCorner>${at.join(' ')}</gml:lowerCorner><gml:upperCorner>${at.join(' ')}</gml:upperCorner></gml:Envelope></gml:boundedBy>`;
	const common = (i: number) => [
		...(i % 2 === 0 ? [envelope] : []),
		`<xplan:uuid>${i}</xplan:uuid>`,
		'<xplan:flaechenschluss>true</xplan:flaechenschluss>',
		'<xplan:gliederung1>A</xplan:gliederung1>',
		'<xplan:ebene>0</xplan:ebene>',
		'<xplan:rechtscharakter>1000</xplan:rechtscharakter>',
		...(i % 7 === 0 ? [`<xplan:externeReferenz><xplan:XP_SpezExterneReferenz><xplan:referenzName>Text ${i}</xplan:referenzName></xplan:XP_SpezExterneReferenz></xplan:externeReferenz>`] : []),
		link(toBereich, 'B1')
	];
	const numbers = Array.from({ length: objects }, (_, i) => i);
	const namespace = `http://www.xplanung.de/xplangml/${version.replace('.', '/')}`;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<xplan:XPlanAuszug xmlns:xplan="${namespace}" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="A1">`,
		'<!-- Probe -->',
		envelope,
		member(`${family}_Plan`, 'P1', ['<xplan:name>Probe</xplan:name>', `<xplan:raeumlicherGeltungsbereich>${whole}</xplan:raeumlicherGeltungsbereich>`, link('bereich', 'B1')]),
		member(`${family}_Bereich`, 'B1', ['<xplan:nummer>0</xplan:nummer>', ...numbers.map((i) => link('planinhalt', `O${i}`)), link('gehoertZuPlan', 'P1')]),
		...numbers.map((i) => {
			const [name, lines] = inside(i);
			return member(name, `O${i}`, [...common(i), `<xplan:position>${place(i)}</xplan:position>`, ...lines]);
		}),
		'</xplan:XPlanAuszug>'
	].join(newline);
}
