import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';

/** Small XPlanGML 6.0 documents, written here, in EPSG:25833 near Riesa. */

const HEAD = (members: string) => `<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug gml:id="A1" xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
<gml:boundedBy><gml:Envelope srsName="EPSG:25833"><gml:lowerCorner>380000 5690000</gml:lowerCorner><gml:upperCorner>380400 5690400</gml:upperCorner></gml:Envelope></gml:boundedBy>
${members}
</xplan:XPlanAuszug>
`;

const member = (content: string) => `<gml:featureMember>${content}</gml:featureMember>\n`;

export const ORIGIN = [380_000, 5_690_000] as const;

const square = (x: number, y: number, size: number) => {
	const at = (dx: number, dy: number) => `${ORIGIN[0] + x + dx} ${ORIGIN[1] + y + dy}`;
	const ring = [at(0, 0), at(size, 0), at(size, size), at(0, size), at(0, 0)].join(' ');
	return `<gml:Polygon srsName="EPSG:25833"><gml:exterior><gml:LinearRing><gml:posList>${ring}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
};

export interface PlanOptions {
	/** Prefix of all gml:ids, so that several plans fit into a file. */
	prefix?: string;
	name?: string;
	number?: string;
	/** Metres from ORIGIN. */
	x?: number;
	/** Number of building areas of 40 m. */
	areas?: number;
	references?: { name: string; url: string }[];
	rechtsstand?: string;
}

/** Members of a plan: a building area per 50 m, a building line with an arc, a tree, a presentation object, three texts. */
export function planMembers(options: PlanOptions = {}): string {
	const { prefix = '', name = 'Am Weinberg', number = '7', x = 0, areas = 3, references = [], rechtsstand = '2400' } = options;
	const id = (text: string) => `${prefix}${text}`;
	const refs = references.map(
		(each) =>
			`<xplan:externeReferenz><xplan:XP_SpezExterneReferenz><xplan:referenzName>${each.name}</xplan:referenzName><xplan:referenzURL>${each.url}</xplan:referenzURL><xplan:typ>1010</xplan:typ></xplan:XP_SpezExterneReferenz></xplan:externeReferenz>`
	);
	const objects = Array.from({ length: areas }, (_, i) =>
		member(`<xplan:BP_BaugebietsTeilFlaeche gml:id="${id(`B${i + 1}`)}"><xplan:gehoertZuBereich xlink:href="#${id('BE')}"/>
			<xplan:refTextInhalt xlink:href="#${id('T2')}"/><xplan:rechtscharakter>1000</xplan:rechtscharakter>
			<xplan:position>${square(x + 50 * i, 0, 40)}</xplan:position><xplan:flaechenschluss>true</xplan:flaechenschluss>
			<xplan:GRZ>0.4</xplan:GRZ><xplan:Z>2</xplan:Z><xplan:besondereArtDerBaulNutzung>1200</xplan:besondereArtDerBaulNutzung></xplan:BP_BaugebietsTeilFlaeche>`)
	);
	const text = (key: string, number_: number, body: string) =>
		member(`<xplan:BP_TextAbschnitt gml:id="${id(`T${number_}`)}"><xplan:schluessel>${key}</xplan:schluessel>
			<xplan:gesetzlicheGrundlage>§ 9 (1) Nr. 1 BauGB</xplan:gesetzlicheGrundlage><xplan:text>${body}</xplan:text></xplan:BP_TextAbschnitt>`);
	const ox = ORIGIN[0] + x;
	return [
		member(`<xplan:BP_Plan gml:id="${id('P')}"><xplan:name>${name}</xplan:name><xplan:nummer>${number}</xplan:nummer>${refs.join('')}
			<xplan:raeumlicherGeltungsbereich>${square(x - 10, -10, 50 * areas + 20)}</xplan:raeumlicherGeltungsbereich>
			<xplan:texte xlink:href="#${id('T1')}"/><xplan:texte xlink:href="#${id('T2')}"/><xplan:texte xlink:href="#${id('T3')}"/>
			<xplan:gemeinde><xplan:XP_Gemeinde><xplan:ags>14627210</xplan:ags><xplan:gemeindeName>Testöd</xplan:gemeindeName></xplan:XP_Gemeinde></xplan:gemeinde>
			<xplan:planArt>1000</xplan:planArt><xplan:rechtsstand>${rechtsstand}</xplan:rechtsstand><xplan:bereich xlink:href="#${id('BE')}"/></xplan:BP_Plan>`),
		text('10', 1, 'Zehntens: Höhe baulicher Anlagen.'),
		text('2', 2, 'Zweitens: Müllstandplätze sind zulässig.'),
		text('a', 3, 'Hinweis zum Artenschutz.'),
		member(`<xplan:BP_Bereich gml:id="${id('BE')}"><xplan:nummer>0</xplan:nummer><xplan:gehoertZuPlan xlink:href="#${id('P')}"/></xplan:BP_Bereich>`),
		...objects,
		member(`<xplan:BP_BauGrenze gml:id="${id('G')}"><xplan:gehoertZuBereich xlink:href="#${id('BE')}"/><xplan:position>
			<gml:Curve srsName="EPSG:25833"><gml:segments><gml:Arc><gml:posList>${ox + 5} ${ORIGIN[1] + 5} ${ox + 20} ${ORIGIN[1] + 20} ${ox + 35} ${ORIGIN[1] + 5}</gml:posList></gml:Arc></gml:segments></gml:Curve>
			</xplan:position></xplan:BP_BauGrenze>`),
		member(`<xplan:BP_AnpflanzungBindungErhaltung gml:id="${id('A')}"><xplan:gehoertZuBereich xlink:href="#${id('BE')}"/>
			<xplan:position><gml:Point srsName="EPSG:25833"><gml:pos>${ox + 20} ${ORIGIN[1] + 30}</gml:pos></gml:Point></xplan:position>
			<xplan:massnahme>1000</xplan:massnahme><xplan:gegenstand>1000</xplan:gegenstand></xplan:BP_AnpflanzungBindungErhaltung>`),
		member(`<xplan:XP_PTO gml:id="${id('PTO')}"><xplan:gehoertZuBereich xlink:href="#${id('BE')}"/><xplan:dientZurDarstellungVon xlink:href="#${id('B1')}"/>
			<xplan:position><gml:Point srsName="EPSG:25833"><gml:pos>${ox + 10} ${ORIGIN[1] + 10}</gml:pos></gml:Point></xplan:position>
			<xplan:drehwinkel>12.5</xplan:drehwinkel><xplan:schriftinhalt>WA</xplan:schriftinhalt></xplan:XP_PTO>`)
	].join('');
}

export const planDocument = (...plans: PlanOptions[]): Uint8Array => Buffer.from(HEAD((plans.length > 0 ? plans : [{}]).map(planMembers).join('')));

export async function zipOf(files: Record<string, Uint8Array | string>): Promise<Uint8Array> {
	const zip = new ZipFile();
	for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as Uint8Array), name);
	zip.end();
	return buffer(zip.outputStream);
}

/** The smallest file that is a PDF by its content. */
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
