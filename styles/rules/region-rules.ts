/** Classes of regional plans with a theme of their own; all others take the default of the family. */
import type { Rules } from './rule.ts';

const THEMES: Readonly<Record<string, string[]>> = {
	siedlung: [
		'RP_Siedlung',
		'RP_WohnenSiedlung',
		'RP_SonstigerSiedlungsbereich',
		'RP_SonstigeSiedlungsstruktur',
		'RP_Funktionszuweisung',
		'RP_GemeindeFunktionSiedlungsentwicklung',
		'RP_ZentralerOrt',
		'RP_SozialeInfrastruktur'
	],
	gewerbe: ['RP_IndustrieGewerbe', 'RP_Einzelhandel'],
	freiraum: [
		'RP_Freiraum',
		'RP_NaturLandschaft',
		'RP_NaturschutzrechtlichesSchutzgebiet',
		'RP_GruenzugGruenzaesur',
		'RP_Erholung',
		'RP_FreizeitErholung',
		'RP_Sportanlage',
		'RP_Klimaschutz',
		'RP_Bodenschutz',
		'RP_SonstigerFreiraumschutz',
		'RP_SonstigerFreiraumstruktur',
		'RP_Kulturlandschaft',
		'RP_KulturellesSachgut'
	],
	wald: ['RP_Forstwirtschaft'],
	landwirtschaft: ['RP_Landwirtschaft'],
	wasser: ['RP_Gewaesser', 'RP_Hochwasserschutz', 'RP_VorbHochwasserschutz', 'RP_Wasserschutz', 'RP_Wasserwirtschaft'],
	verkehr: [
		'RP_Verkehr',
		'RP_Strassenverkehr',
		'RP_Schienenverkehr',
		'RP_Luftverkehr',
		'RP_Wasserverkehr',
		'RP_SonstVerkehr',
		'RP_RadwegWanderweg'
	],
	versorgung: [
		'RP_Energieversorgung',
		'RP_ErneuerbareEnergie',
		'RP_Windenergienutzung',
		'RP_Entsorgung',
		'RP_Kommunikation',
		'RP_SonstigeInfrastruktur'
	],
	rohstoff: ['RP_Rohstoff', 'RP_Rohstoffsicherung'],
	grenze: [
		'RP_Achse',
		'RP_Grenze',
		'RP_Planungsraum',
		'RP_Raumkategorie',
		'RP_Sperrgebiet',
		'RP_LaermschutzBauschutz',
		'RP_Laermschutzbereich'
	]
};

export const REGION_RULES: Rules = Object.fromEntries(
	Object.entries(THEMES).flatMap(([theme, classes]) => classes.map((name) => [name, `rp-${theme}`]))
);
