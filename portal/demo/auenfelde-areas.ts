import type { Attribute, Position } from '../../importers/xplan/model.ts';
import { value, values } from './attributes.ts';
import { divide, joined, type Share, type Wish } from './coverage.ts';
import { mm } from './geometry.ts';
import { AREAS, CENTRES, land, RIVER, RIVER_WIDTH } from './land.ts';
import { landCover } from './land-cover.ts';
import { landmarks } from './landmarks.ts';
import { ribbon } from './ribbons.ts';
import { countryStreets } from './streets-country.ts';

/** What an area of the Flächennutzungsplan becomes. */
export interface Representation {
	class: string;
	name: string;
	attributes: Attribute[];
	rechtscharakter?: number;
	/** Label on the plan. */
	label?: string;
	texte?: string[];
}

const A = CENTRES.auenfelde;
const ring = (text: string, [x0, y0]: Position = A): Position[] =>
	text.split(' ').map((p): Position => {
		const [x, y] = p.split(',').map(Number) as [number, number];
		return [mm(x0 + x), mm(y0 + y)];
	});

const building = (name: string, allg: number, besondere: number | undefined, label: string, planned = false): Representation => ({
	class: 'FP_BebauungsFlaeche',
	name,
	label,
	attributes: values({ allgArtDerBaulNutzung: allg, besondereArtDerBaulNutzung: besondere }),
	texte: planned ? ['T 1'] : []
});
const simple = (name: string, className: string, zweckbestimmung: number, label?: string): Representation => {
	const what: Representation = { class: className, name, attributes: [value('zweckbestimmung', zweckbestimmung)] };
	return label ? { ...what, label } : what;
};
const farmland = (name: string, kind: number): Representation => simple(name, 'FP_LandwirtschaftsFlaeche', kind);

/** Roads as one strip each; pieces of one road that meet are joined. */
function roads(): Wish<Representation>[] {
	const streets = countryStreets().filter((s) => s.municipality === 'auenfelde');
	const strip = (what: Representation, width: number, names: string[]): Wish<Representation> => ({
		what,
		ring: joined(streets.filter((s) => names.includes(s.name)).map((s) => ribbon(s.line, width)))
	});
	return [
		strip(simple('Kreisstraße 12', 'FP_Strassenverkehr', 1200, 'K 12'), 16, [
			'Auenfelder Chaussee',
			'Hauptstraße',
			'Gewerbestraße',
			'Ostchaussee'
		]),
		strip(simple('Storchenauer Straße', 'FP_Strassenverkehr', 1200), 13, ['Auweg', 'Storchenauer Weg', 'Storchenauer Straße']),
		strip(simple('Lerchenfelder Straße', 'FP_Strassenverkehr', 1200), 13, [
			'Kirchstraße',
			'Lerchenfelder Straße',
			'Lerchenfelder Anger'
		])
	];
}

/** Existing places from the base map that the plan represents. */
function places(): Wish<Representation>[] {
	const known = landmarks();
	const at = (name: string, what: Representation): Wish<Representation> => ({
		what,
		ring: known.find((l) => l.name === name && l.layer !== 'building')!.ring
	});
	return [
		at('Friedhof Auenfelde', simple('Friedhof', 'FP_Gruen', 2600)),
		at('Sportplatz Auenfelde', simple('Sportplatz', 'FP_SpielSportanlage', 1000)),
		at('Grundschule Auenfelde', simple('Grundschule', 'FP_Gemeinbedarf', 12000)),
		at('Feuerteich', simple('Feuerteich', 'FP_Gewaesser', 1100)),
		at('Alte Elbe', simple('Alte Elbe', 'FP_Gewaesser', 1100, 'Alte Elbe')),
		{ what: simple('Kirche', 'FP_Gemeinbedarf', 14000), ring: ring('-48,-64 30,-62 24,-12 -42,-14') },
		{ what: simple('Feuerwehr', 'FP_Gemeinbedarf', 24000), ring: ring('640,-10 720,-14 722,-74 642,-70') },
		{ what: simple('Kindertagesstätte', 'FP_Gemeinbedarf', 16000), ring: ring('-170,300 -90,305 -92,370 -172,366') },
		{ what: simple('Kläranlage', 'FP_VerEntsorgung', 18003), ring: ring('-980,-420 -860,-400 -870,-320 -985,-335') },
		{ what: simple('Umspannwerk', 'FP_VerEntsorgung', 10001), ring: ring('1180,160 1270,165 1268,240 1178,236') },
		{ what: simple('Wertstoffhof', 'FP_VerEntsorgung', 22003), ring: ring('1090,-300 1180,-305 1182,-240 1094,-234') },
		{ what: simple('Dorfpark', 'FP_Gruen', 1000), ring: ring('-260,-390 -110,-405 -90,-290 -240,-250') },
		{ what: simple('Spielplatz', 'FP_Gruen', 1600), ring: ring('440,300 520,302 522,352 442,350') },
		{ what: simple('Kleingärten Feldbach', 'FP_Gruen', 1200), ring: ring('430,-420 640,-400 650,-310 440,-320') },
		{ what: simple('Festwiese', 'FP_Gruen', 22001), ring: ring('-560,-240 -440,-230 -436,-150 -556,-160') }
	];
}

function buildingAreas(): Wish<Representation>[] {
	const storchenau = land(8650, 9900);
	const lerchenfeld = land(12700, 10150);
	return [
		{
			what: building('Ortskern Auenfelde', 2000, 1500, 'M'),
			ring: ring('-430,-130 -430,10 -60,70 60,90 360,120 620,110 620,-30 330,-20 60,-110 -60,-130')
		},
		{ what: building('Hauptstraße West', 2000, 1450, 'MDW'), ring: ring('-850,-190 -850,-40 -430,10 -430,-130') },
		{ what: building('Hauptstraße Ost', 2000, 1500, 'M'), ring: ring('620,-30 620,110 800,95 800,-10') },
		{ what: building('Mühlweg', 1000, undefined, 'W'), ring: ring('-440,10 -430,240 -200,330 -60,330 20,330 0,70 -60,70 -430,10') },
		{ what: building('Storchenweg', 1000, undefined, 'W'), ring: ring('-430,240 -580,330 -430,520 -140,480 -140,330 -200,330') },
		{ what: building('Kornviertel Süd', 1000, undefined, 'W'), ring: ring('20,80 0,300 620,280 620,105 360,115') },
		{ what: building('Kornviertel Nord', 1000, undefined, 'W'), ring: ring('0,300 -70,480 170,570 640,550 640,280') },
		{ what: building('Weizenweg', 1000, undefined, 'W'), ring: ring('620,105 640,450 770,430 850,90') },
		{ what: building('Bachstraße', 1000, undefined, 'W'), ring: ring('-480,-130 -480,-330 -260,-480 60,-450 120,-110 -60,-130') },
		{ what: building('Feldrain', 1000, undefined, 'W'), ring: ring('120,-110 90,-450 420,-360 470,-280 390,-30 330,-20') },
		{
			what: building('Am Feldrain (geplant)', 1000, undefined, 'W geplant', true),
			ring: ring('400,-30 480,-280 700,-260 720,-90 640,-60')
		},
		{ what: building('Mohnweg Nord (geplant)', 1000, undefined, 'W geplant', true), ring: ring('170,570 160,720 620,700 640,550') },
		{
			what: building('Gewerbepark', 3000, 1700, 'G'),
			ring: ring('850,90 850,150 1330,110 1340,-130 1070,-130 1060,-60 800,-50 800,95')
		},
		{ what: building('Am Speicher', 3000, 1700, 'G'), ring: ring('900,-60 910,-330 1150,-340 1070,-130') },
		{ what: building('Gewerbepark Ost (geplant)', 3000, 1700, 'G geplant', true), ring: ring('1340,-130 1330,110 1700,80 1720,-140') },
		{ what: building('Solarpark Lerchenfeld', 4000, 2100, 'SO Photovoltaik'), ring: ring('1500,1250 1950,1310 1920,1650 1460,1590') },
		{ what: building('Auweg', 2000, 1450, 'MDW'), ring: ring('-850,-110 -970,100 -930,350 -790,350 -830,100 -760,-110') },
		{
			what: building('Storchenau', 2000, 1450, 'MDW'),
			ring: ring('-350,-250 -370,250 -250,290 -150,60 60,140 140,320 270,300 120,0 -60,-140 -240,-260', storchenau)
		},
		{
			what: building('Lerchenfeld', 2000, 1400, 'MD'),
			ring: ring('-390,-90 -390,60 -130,110 -90,250 160,260 190,100 390,40 390,-100 100,-40', lerchenfeld)
		}
	];
}

/** Land outside the places: woods, meadows, an orchard, and fields in five districts. */
function openLand(): Wish<Representation>[] {
	const woods = landCover()
		.filter((c) => c.kind === 'forest' && c.name)
		.map((c): Wish<Representation> => ({
			what: simple(c.name!, 'FP_WaldFlaeche', c.name === 'Auenfelder Busch' ? 1400 : 1800),
			ring: c.ring
		}));
	// Borders of the field districts, in metres from the Land's corner; they reach beyond the municipal boundary.
	const district = (points: [number, number][]): Position[] => points.map(([x, y]) => land(x, y));
	return [
		...woods,
		{ what: farmland('Obstwiesen am Mühlweg', 1400), ring: ring('-600,360 -420,560 -150,520 -70,480 -60,620 -560,700 -760,520') },
		{
			what: farmland('Wiesen am Feldbach', 1200),
			ring: ring('-1500,-700 -1500,-300 -700,-300 300,-430 1000,-480 1700,-540 1700,-720 900,-660 300,-620 -700,-520')
		},
		{ what: { ...farmland('Elbwiesen', 1200), texte: ['T 2'] }, ring: ribbon(RIVER, 620, false) },
		{
			what: farmland('Ackerland Süd', 1100),
			ring: district([
				[6000, 3000],
				[15500, 3000],
				[15500, 7350],
				[13200, 7250],
				[12000, 7480],
				[10400, 7250],
				[9200, 7420],
				[8000, 7200],
				[6000, 7400]
			])
		},
		{
			what: farmland('Ackerland Ost', 1100),
			ring: district([
				[11950, 7400],
				[15500, 7300],
				[15500, 9350],
				[13900, 9250],
				[12900, 9420],
				[11800, 9300],
				[12050, 8300]
			])
		},
		{
			what: farmland('Ackerland Nordost', 1100),
			ring: district([
				[10950, 9250],
				[15500, 9300],
				[15500, 12500],
				[11050, 12500],
				[10850, 11500],
				[11100, 10400]
			])
		},
		{
			what: farmland('Ackerland Nord', 1100),
			ring: district([
				[8750, 9350],
				[11000, 9250],
				[11100, 10400],
				[10900, 12500],
				[8900, 12500],
				[8700, 11400],
				[8950, 10400]
			])
		}
	];
}

/** The whole municipal area of Auenfelde in shares that fit together. */
export function auenfeldeShares(): Share<Representation>[] {
	const wishes: Wish<Representation>[] = [
		{ what: simple('Elbe', 'FP_Gewaesser', 1200, 'Elbe'), ring: ribbon(RIVER, RIVER_WIDTH, false) },
		...roads(),
		...places(),
		...buildingAreas(),
		...openLand()
	];
	return divide(AREAS.auenfelde, wishes, farmland('Ackerland West', 1100));
}
