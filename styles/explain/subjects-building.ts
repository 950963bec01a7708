/** Explanations for PlanZV 1 to 4 and 15.3: plots, building lines, ancillary facilities, community. */
import { codesOf, numberOf, valueOf } from '../attributes.ts';
import { german } from '../numbers.ts';
import { table } from '../table.ts';
import { type Subjects, says } from './subject.ts';

const FACILITIES = says(
	'Fläche für Nebenanlagen, Stellplätze oder Garagen: Sie sind hier zulässig; ob sie auch an anderer Stelle ' +
		'des Grundstücks zulässig sind, ergibt sich aus den Texten des Plans.',
	'§ 9 Abs. 1 Nr. 4 BauGB'
);

/** BP_EinfahrtTypen etc. need no words of their own; BP_SpezielleBauweiseTypen do. */
const SPECIAL_MANNER = table({
	1000: 'eine Durchfahrt',
	1100: 'ein Durchgang',
	1200: 'eine Durchfahrt oder ein Durchgang',
	1300: 'eine Auskragung',
	1400: 'eine Arkade',
	1500: 'ein Luftgeschoss',
	1600: 'eine Brücke',
	1700: 'ein Tunnel',
	1800: 'eine Rampe'
});

const RIDGE = says('Firstrichtung: Der Dachfirst des Hauptgebäudes muss in dieser Richtung verlaufen.', '§ 9 Abs. 1 Nr. 2 BauGB');

export const BUILDING_SUBJECTS: Subjects = {
	BP_UeberbaubareGrundstuecksFlaeche: says(
		'Überbaubare Grundstücksfläche: Hauptgebäude dürfen nur innerhalb dieser Fläche stehen. Wie viel davon ' +
			'bebaut werden darf, begrenzen zusätzlich die Maße des Plans.',
		'§ 23 BauNVO'
	),
	BP_NichtUeberbaubareGrundstuecksflaeche: says(
		'Nicht überbaubare Grundstücksfläche: Hauptgebäude sind hier nicht zulässig; Nebenanlagen können ' +
			'zugelassen werden, wenn der Plan nichts anderes bestimmt.',
		'§ 23 Abs. 5 BauNVO'
	),
	BP_BauGrenze: says(
		'Baugrenze: Gebäude und Gebäudeteile dürfen diese Linie nicht überschreiten. Ein geringfügiges ' +
			'Vortreten von Gebäudeteilen kann zugelassen werden.',
		'§ 23 Abs. 3 BauNVO'
	),
	BP_BauLinie: says(
		'Baulinie: Auf dieser Linie muss gebaut werden. Ein geringfügiges Vor- oder Zurücktreten von Gebäudeteilen kann zugelassen werden.',
		'§ 23 Abs. 2 BauNVO'
	),
	BP_AbweichungVonBaugrenze: says(
		'Abweichung von der Baugrenze: Der Plan bestimmt, wie weit die Baugrenze hier überschritten werden darf.',
		'§ 23 Abs. 3 BauNVO'
	),
	BP_SpezielleBauweise: (object) => {
		const kind = SPECIAL_MANNER[valueOf(object, 'typ') ?? ''];
		return says(
			kind
				? `Besondere Bauweise: Hier ist ${kind} vorgesehen.`
				: 'Besondere Bauweise: Gebäude oder Gebäudeteile sind hier in besonderer Weise auszuführen.',
			'§ 9 Abs. 1 Nr. 2 BauGB'
		);
	},
	BP_FirstRichtungsLinie: RIDGE,
	BP_GebaeudeStellung: (object) =>
		valueOf(object, 'typ') === '1000'
			? RIDGE
			: says('Stellung der baulichen Anlagen: Gebäude sind in dieser Richtung auszurichten.', '§ 9 Abs. 1 Nr. 2 BauGB'),
	BP_GebaeudeFlaeche: says('Gebäude, das der Plan zeigt. Ob damit etwas festgesetzt ist, ergibt sich aus den Texten des Plans.'),
	BP_HoehenMass: says('Höhenangabe zu diesem Punkt des Plans.', '§ 9 Abs. 3 BauGB'),
	BP_AbstandsMass: (object) => {
		const value = numberOf(object, 'wert');
		return value === undefined || valueOf(object, 'typ') === '2000'
			? says('Abstandsmaß: Die Linie gibt ein Maß an, das der Plan festlegt.')
			: says(`Abstandsmaß: Der Abstand beträgt ${german(value, 2)} m.`);
	},
	BP_AbstandsFlaeche: says('Abstandsfläche: Der Plan bestimmt hier die Tiefe der Abstandsflächen.', '§ 9 Abs. 1 Nr. 2a BauGB'),
	BP_NebenanlagenFlaeche: FACILITIES,
	BP_NebenanlagenAusschlussFlaeche: says(
		'Nebenanlagen, Stellplätze oder Garagen sind auf dieser Fläche ganz oder teilweise ausgeschlossen.',
		'§ 12 Abs. 6, § 14 Abs. 1 BauNVO'
	),
	BP_GemeinschaftsanlagenFlaeche: says(
		'Gemeinschaftsanlage: Die Fläche ist für Anlagen bestimmt, die mehrere Grundstücke gemeinsam nutzen, ' +
			'zum Beispiel Spielplätze, Stellplätze oder Garagen.',
		'§ 9 Abs. 1 Nr. 22 BauGB'
	),
	BP_GemeinschaftsanlagenZuordnung: says(
		'Das Grundstück ist einer Gemeinschaftsanlage zugeordnet und darf sie nutzen.',
		'§ 9 Abs. 1 Nr. 22 BauGB'
	),
	BP_WohngebaeudeFlaeche: (object) =>
		says(
			valueOf(object, 'typ') === '2000'
				? 'Fläche für Wohngebäude: Die Wohnungen müssen ganz oder teilweise die ' +
						'Voraussetzungen der sozialen Wohnraumförderung erfüllen.'
				: 'Fläche für Wohngebäude in einem Bebauungsplan zur Wohnraumversorgung.',
			'§ 9 Abs. 2d BauGB'
		),
	BP_PersGruppenBestimmteFlaeche: says(
		'Fläche, auf der ganz oder teilweise nur Wohngebäude für Personengruppen mit besonderem Wohnbedarf errichtet werden dürfen.',
		'§ 9 Abs. 1 Nr. 8 BauGB'
	),
	BP_FoerderungsFlaeche: says(
		'Fläche, auf der ganz oder teilweise nur Wohngebäude errichtet werden dürfen, die mit Mitteln der ' +
			'sozialen Wohnraumförderung gefördert werden könnten.',
		'§ 9 Abs. 1 Nr. 7 BauGB'
	),
	BP_BesondererNutzungszweckFlaeche: says(
		'Fläche mit besonderem Nutzungszweck, der aus städtebaulichen Gründen erforderlich ist.',
		'§ 9 Abs. 1 Nr. 9 BauGB'
	),
	BP_GemeinbedarfsFlaeche: says(
		'Fläche für den Gemeinbedarf: Sie ist für Einrichtungen bestimmt, die der Allgemeinheit dienen, zum ' +
			'Beispiel Schulen, Kirchen, soziale oder kulturelle Einrichtungen.',
		'§ 9 Abs. 1 Nr. 5 BauGB'
	),
	FP_Gemeinbedarf: says(
		'Fläche für den Gemeinbedarf: Die Gemeinde sieht hier Einrichtungen vor, die der Allgemeinheit dienen.',
		'§ 5 Abs. 2 Nr. 2 Buchstabe a BauGB'
	),
	BP_SpielSportanlagenFlaeche: says('Fläche für Sport- und Spielanlagen.', '§ 9 Abs. 1 Nr. 5 BauGB'),
	FP_SpielSportanlage: says('Fläche für Sport- und Spielanlagen.', '§ 5 Abs. 2 Nr. 2 Buchstabe a BauGB'),
	BP_NutzungsartenGrenze: (object) =>
		says(
			valueOf(object, 'typ') === '2000'
				? 'Abgrenzung: Die Linie trennt Bereiche mit unterschiedlichen Höhen oder Geschosszahlen.'
				: 'Abgrenzung: Die Linie trennt Bereiche, in denen der Plan Art oder Maß der Nutzung unterschiedlich festsetzt.',
			'§ 1 Abs. 4, § 16 Abs. 5 BauNVO'
		),
	BP_Wegerecht: (object) => {
		const rights = wayRights(codesOf(object, 'typ').map(({ code }) => code));
		const width = numberOf(object, 'breite');
		return [
			{
				text: `Fläche, die mit ${rights} zu belasten ist${width === undefined ? '' : ` (Breite ${german(width)} m)`}.`,
				law: '§ 9 Abs. 1 Nr. 21 BauGB'
			},
			{ text: 'Das Recht selbst entsteht in der Regel erst durch Eintragung im Grundbuch, durch eine Baulast oder durch Vertrag.' }
		];
	},
	BP_RegelungVergnuegungsstaetten: says('Der Plan regelt hier die Zulässigkeit von Vergnügungsstätten.', '§ 9 Abs. 2b BauGB'),
	BP_ZentralerVersorgungsbereich: says('Zentraler Versorgungsbereich, den der Plan erhalten oder entwickeln will.', '§ 9 Abs. 2a BauGB'),
	FP_ZentralerVersorgungsbereich: says(
		'Zentraler Versorgungsbereich, den die Gemeinde erhalten oder entwickeln will.',
		'§ 5 Abs. 2 Nr. 2 Buchstabe d BauGB'
	)
};

const RIGHTS: [letter: string, codes: string[], text: string][] = [
	['G', ['1000', '3000', '4100', '5000'], 'Geh'],
	['F', ['2000', '3000', '4200', '5000'], 'Fahr'],
	['R', ['2500'], 'Radfahr'],
	['L', ['4000', '4100', '4200', '5000'], 'Leitungs']
];

/** `einem Geh- und Leitungsrecht`. */
function wayRights(codes: string[]): string {
	const parts = RIGHTS.filter(([, list]) => codes.some((code) => list.includes(code))).map(([, , text]) => text);
	if (parts.length === 0) return 'einem Geh-, Fahr- oder Leitungsrecht';
	const last = parts.pop() as string;
	return `einem ${parts.length ? `${parts.map((part) => `${part}-`).join(', ')} und ` : ''}${last}recht`;
}
