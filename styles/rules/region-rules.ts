/** Classes of regional plans: routes, places and themes; areas of a theme are Vorrang or Vorbehalt. */
import type { StyledObject } from '../types.ts';
import { valueOf } from '../attributes.ts';
import type { Rule, Rules } from './rule.ts';

const THEMES: Readonly<Record<string, string[]>> = {
	siedlung: [
		'RP_Siedlung',
		'RP_WohnenSiedlung',
		'RP_SonstigerSiedlungsbereich',
		'RP_SonstigeSiedlungsstruktur',
		'RP_Funktionszuweisung',
		'RP_GemeindeFunktionSiedlungsentwicklung',
		'RP_SozialeInfrastruktur'
	],
	gewerbe: ['RP_IndustrieGewerbe', 'RP_Einzelhandel'],
	freiraum: [
		'RP_Freiraum',
		'RP_NaturLandschaft',
		'RP_NaturschutzrechtlichesSchutzgebiet',
		'RP_GruenzugGruenzaesur',
		'RP_SonstigerFreiraumschutz',
		'RP_SonstigerFreiraumstruktur'
	],
	erholung: ['RP_Erholung', 'RP_FreizeitErholung', 'RP_Sportanlage'],
	wald: ['RP_Forstwirtschaft'],
	landwirtschaft: ['RP_Landwirtschaft'],
	wasser: ['RP_Gewaesser', 'RP_Hochwasserschutz', 'RP_VorbHochwasserschutz', 'RP_Wasserwirtschaft'],
	trinkwasser: ['RP_Wasserschutz'],
	rohstoff: ['RP_Rohstoff', 'RP_Rohstoffsicherung'],
	wind: ['RP_ErneuerbareEnergie', 'RP_Windenergienutzung']
};

/** RP_GebietsTyp 11xx: Vorbehaltsgebiet; in 4.0 to 6.0 alike. */
const reserved = (object: StyledObject): boolean => valueOf(object, 'gebietsTyp')?.startsWith('11') ?? false;
const byKind =
	(theme: string): Rule =>
	(object) =>
		reserved(object) ? `rp-${theme}-vorbehalt` : `rp-${theme}`;
/** A line has a sign of its own, an area that of its theme. */
const route = (line: string, theme: string): Rule => {
	const area = byKind(theme);
	return (object) => (object.geometry === 'line' ? line : typeof area === 'string' ? area : area(object));
};

/** RP_StrassenverkehrTypen 1002: Autobahn. */
const roadOf: Rule = (object) => {
	if (object.geometry !== 'line') return reserved(object) ? 'rp-verkehr-vorbehalt' : 'rp-verkehr';
	return valueOf(object, 'typ') === '1002' ? 'rp-autobahn' : 'rp-strasse';
};

/** RP_ZentralerOrtTypen: 1xxx Oberzentrum, 2xxx Mittelzentrum, the rest below; as a line or an area it is a reach of a centre. */
const centre: Rule = (object) => {
	const kind = valueOf(object, 'typ') ?? valueOf(object, 'sonstigerTyp') ?? '';
	return kind.startsWith('1') ? 'rp-oberzentrum' : kind.startsWith('2') ? 'rp-mittelzentrum' : 'rp-grundzentrum';
};

export const REGION_RULES: Rules = {
	...Object.fromEntries(Object.entries(THEMES).flatMap(([theme, classes]) => classes.map((name) => [name, byKind(theme)]))),
	RP_Strassenverkehr: roadOf,
	RP_Schienenverkehr: route('rp-schiene', 'verkehr'),
	RP_RadwegWanderweg: route('rp-weg', 'erholung'),
	RP_Wasserverkehr: route('rp-wasserstrasse', 'wasser'),
	RP_Verkehr: byKind('verkehr'),
	RP_SonstVerkehr: byKind('verkehr'),
	RP_Luftverkehr: 'rp-luftverkehr',
	RP_LaermschutzBauschutz: 'rp-luftverkehr',
	RP_Laermschutzbereich: 'rp-luftverkehr',
	RP_Energieversorgung: route('rp-leitung', 'versorgung'),
	RP_Entsorgung: route('rp-leitung', 'versorgung'),
	RP_Kommunikation: route('rp-leitung', 'versorgung'),
	RP_SonstigeInfrastruktur: byKind('versorgung'),
	RP_Sperrgebiet: 'rp-sperrgebiet',
	RP_Kulturlandschaft: 'rp-kulturlandschaft',
	RP_KulturellesSachgut: 'rp-kulturlandschaft',
	RP_Bodenschutz: 'rp-bodenschutz',
	RP_Klimaschutz: 'rp-bodenschutz',
	RP_Achse: (object) => (object.geometry === 'line' ? 'rp-achse' : 'rp-grenze'),
	RP_Grenze: (object) => (object.geometry === 'line' ? 'rp-grenzlinie' : 'rp-grenze'),
	RP_Planungsraum: 'rp-grenze-vorbehalt',
	RP_Raumkategorie: 'rp-grenze-vorbehalt',
	RP_ZentralerOrt: centre,
	RP_GenerischesObjekt: 'rp-generisch'
};
