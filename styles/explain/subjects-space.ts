/** Explanations for PlanZV 5 to 12: traffic, supply, green, water, earthworks, farming, woodland. */
import type { StyledObject } from '../types.ts';
import { firstPurpose, isTrue } from '../attributes.ts';
import { isLandUsePlan } from '../legal-character.ts';
import { type Subject, type Subjects, says } from './subject.ts';

/** One text for a Bebauungsplan, one for a Flächennutzungsplan: for the SO_ classes that serve both. */
const either =
	(bp: [string, string], fp: [string, string]): Subject =>
	(object: StyledObject) =>
		isLandUsePlan(object) ? says(...fp) : says(...bp);

const ROAD: [string, string] = [
	'Straßenverkehrsfläche: Die Fläche dient dem Verkehr und der Erschließung der Grundstücke.',
	'§ 9 Abs. 1 Nr. 11 BauGB'
];
const SPECIAL_ROAD: [string, string] = [
	'Verkehrsfläche besonderer Zweckbestimmung: Sie dient nur bestimmten Arten des Verkehrs, ' +
		'zum Beispiel dem Gehen, Radfahren oder Parken.',
	'§ 9 Abs. 1 Nr. 11 BauGB'
];
const MAIN_ROAD: [string, string] = ['Fläche für den überörtlichen Verkehr oder für örtliche Hauptverkehrszüge.', '§ 5 Abs. 2 Nr. 3 BauGB'];
const WATER_BP: [string, string] = ['Wasserfläche: Gewässer oder Hafen.', '§ 9 Abs. 1 Nr. 16 BauGB'];
const WATER_FP: [string, string] = ['Wasserfläche: Gewässer oder Hafen.', '§ 5 Abs. 2 Nr. 7 BauGB'];
const MANAGEMENT_BP: [string, string] = [
	'Fläche für die Wasserwirtschaft, den Hochwasserschutz oder die Regelung des Wasserabflusses.',
	'§ 9 Abs. 1 Nr. 16 BauGB'
];
const MANAGEMENT_FP: [string, string] = [MANAGEMENT_BP[0], '§ 5 Abs. 2 Nr. 7 BauGB'];
const SIGHT = says(
	'Sichtfläche: Sie ist von Bebauung und Bewuchs, die die Sicht behindern, freizuhalten, damit der Verkehr sicher bleibt.',
	'§ 9 Abs. 1 Nr. 10 BauGB'
);
const EXTRACTION_BP = says(
	'Fläche für Abgrabungen oder für die Gewinnung von Steinen, Erden und anderen Bodenschätzen.',
	'§ 9 Abs. 1 Nr. 17 BauGB'
);
const EXTRACTION_FP = says('Fläche für Abgrabungen oder für die Gewinnung von Bodenschätzen.', '§ 5 Abs. 2 Nr. 8 BauGB');

/** SUPPLY: lines are Nr. 13, waste and waste water Nr. 14, all other areas Nr. 12. */
function supply(object: StyledObject): ReturnType<typeof says> {
	if (object.geometry === 'line')
		return says('Leitung für die Versorgung oder Entsorgung, die der Plan festlegt.', '§ 9 Abs. 1 Nr. 13 BauGB');
	const purpose = firstPurpose(object) ?? '';
	if (/^(18|20|22|24)\d\d/.test(purpose)) {
		return says(
			'Fläche für die Entsorgung: Sie ist für Abfall, Abwasser oder Niederschlagswasser ' +
				'bestimmt, auch für Rückhaltung und Versickerung.',
			'§ 9 Abs. 1 Nr. 14 BauGB'
		);
	}
	return says(
		'Versorgungsfläche: Sie ist für Anlagen bestimmt, die das Gebiet etwa mit Strom, Gas, Wärme oder Wasser versorgen.',
		'§ 9 Abs. 1 Nr. 12 BauGB'
	);
}

export const SPACE_SUBJECTS: Subjects = {
	BP_StrassenVerkehrsFlaeche: says(...ROAD),
	BP_VerkehrsflaecheBesondererZweckbestimmung: says(...SPECIAL_ROAD),
	SO_Strassenverkehr: (object) =>
		isLandUsePlan(object) ? says(...MAIN_ROAD) : says(...(isTrue(object, 'hatDarstellungMitBesondZweckbest') ? SPECIAL_ROAD : ROAD)),
	FP_Strassenverkehr: (object) =>
		/^(14|16|3)\d/.test(firstPurpose(object) ?? '')
			? says('Verkehrsfläche oder Verkehrsweg, den die Gemeinde hier vorsieht.', '§ 5 Abs. 2 Nr. 3 BauGB')
			: says(...MAIN_ROAD),
	SO_Strassenverkehrsrecht: says('Straße, deren Lage sich aus dem Straßenrecht ergibt. Der Plan übernimmt sie von dort.'),
	BP_StrassenbegrenzungsLinie: says(
		'Straßenbegrenzungslinie: Sie grenzt die Verkehrsfläche von den anliegenden Grundstücken ab.',
		'§ 9 Abs. 1 Nr. 11 BauGB'
	),
	BP_EinfahrtPunkt: says(
		'Ein- oder Ausfahrt: Hier ist der Anschluss des ' + 'Grundstücks an die Straße vorgesehen.',
		'§ 9 Abs. 1 Nr. 11 BauGB'
	),
	BP_EinfahrtsbereichLinie: says('Einfahrtsbereich: Ein- und Ausfahrten sind in diesem Abschnitt vorgesehen.', '§ 9 Abs. 1 Nr. 11 BauGB'),
	BP_BereichOhneEinAusfahrtLinie: says(
		'Bereich ohne Ein- und Ausfahrt: In diesem Abschnitt sind keine Zufahrten zulässig.',
		'§ 9 Abs. 1 Nr. 11 BauGB'
	),
	BP_Strassenkoerper: says(
		'Fläche für Aufschüttungen, Abgrabungen oder Stützmauern, die zur Herstellung der Straße nötig sind.',
		'§ 9 Abs. 1 Nr. 26 BauGB'
	),
	BP_Sichtflaeche: SIGHT,
	SO_Sichtflaeche: SIGHT,
	SO_Schienenverkehrsrecht: says(
		'Bahnanlage nach dem Eisenbahn- oder Personenbeförderungsrecht. Der Plan übernimmt sie nachrichtlich oder berücksichtigt sie.'
	),
	SO_Luftverkehrsrecht: says('Anlage oder Schutzbereich nach dem Luftverkehrsrecht.', 'LuftVG'),

	BP_VerEntsorgung: supply,
	FP_VerEntsorgung: says('Anlage, Fläche oder Leitung für die Versorgung oder Entsorgung.', '§ 5 Abs. 2 Nr. 4 BauGB'),

	BP_GruenFlaeche: says(
		'Grünfläche: Sie ist von Bebauung freizuhalten, soweit Anlagen nicht ihrem Zweck dienen.',
		'§ 9 Abs. 1 Nr. 15 BauGB'
	),
	FP_Gruen: says(
		'Grünfläche: Die Gemeinde sieht hier Grün vor, zum Beispiel Parks, Kleingärten, Spielplätze oder Friedhöfe.',
		'§ 5 Abs. 2 Nr. 5 BauGB'
	),
	BP_KleintierhaltungFlaeche: says('Fläche für die Kleintierhaltung, zum Beispiel für Ausstellung und Zucht.', '§ 9 Abs. 1 Nr. 19 BauGB'),

	BP_GewaesserFlaeche: says(...WATER_BP),
	FP_Gewaesser: says(...WATER_FP),
	SO_Gewaesser: either(WATER_BP, WATER_FP),
	BP_WasserwirtschaftsFlaeche: says(...MANAGEMENT_BP),
	FP_Wasserwirtschaft: says(...MANAGEMENT_FP),
	SO_Wasserwirtschaft: either(MANAGEMENT_BP, MANAGEMENT_FP),
	SO_Wasserrecht: says(
		'Gewässer oder Gebiet nach dem Wasserrecht, zum Beispiel ein Überschwemmungsgebiet; dort gelten besondere Vorschriften.',
		'§§ 76 bis 78d WHG'
	),
	SO_SchutzgebietWasserrecht: says(
		'Wasserschutzgebiet oder Heilquellenschutzgebiet; dort gelten Verbote und Beschränkungen zum Schutz des Wassers.',
		'§§ 51 bis 53 WHG'
	),

	BP_AufschuettungsFlaeche: says('Fläche für Aufschüttungen.', '§ 9 Abs. 1 Nr. 17 BauGB'),
	BP_AbgrabungsFlaeche: EXTRACTION_BP,
	BP_BodenschaetzeFlaeche: EXTRACTION_BP,
	FP_Aufschuettung: says('Fläche für Aufschüttungen.', '§ 5 Abs. 2 Nr. 8 BauGB'),
	FP_AufschuettungsFlaeche: says('Fläche für Aufschüttungen.', '§ 5 Abs. 2 Nr. 8 BauGB'),
	FP_Abgrabung: EXTRACTION_FP,
	FP_AbgrabungsFlaeche: EXTRACTION_FP,
	FP_Bodenschaetze: EXTRACTION_FP,
	FP_BodenschaetzeFlaeche: EXTRACTION_FP,

	BP_LandwirtschaftsFlaeche: says('Fläche für die Landwirtschaft.', '§ 9 Abs. 1 Nr. 18 Buchstabe a BauGB'),
	BP_Landwirtschaft: says('Fläche für die Landwirtschaft.', '§ 9 Abs. 1 Nr. 18 Buchstabe a BauGB'),
	FP_Landwirtschaft: says('Fläche für die Landwirtschaft.', '§ 5 Abs. 2 Nr. 9 Buchstabe a BauGB'),
	FP_LandwirtschaftsFlaeche: says('Fläche für die Landwirtschaft.', '§ 5 Abs. 2 Nr. 9 Buchstabe a BauGB'),
	BP_WaldFlaeche: says(
		'Wald: Die Fläche ist für Wald bestimmt. Für Wald gilt außerdem das Waldrecht des Landes.',
		'§ 9 Abs. 1 Nr. 18 Buchstabe b BauGB'
	),
	FP_WaldFlaeche: says(
		'Wald: Die Gemeinde sieht hier Wald vor. Für Wald gilt außerdem das Waldrecht des Landes.',
		'§ 5 Abs. 2 Nr. 9 Buchstabe b BauGB'
	),
	SO_Forstrecht: says('Wald oder Schutzgebiet nach dem Waldrecht.')
};
