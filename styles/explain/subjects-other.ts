/** Explanations for PlanZV 13 to 15, scopes, hints and presentation objects. */
import type { Sentence, StyledObject } from '../types.ts';
import { codesOf, firstPurpose, isTrue, valueOf } from '../attributes.ts';
import { isLandUsePlan } from '../legal-character.ts';
import { table } from '../table.ts';
import { enumerate } from './words.ts';
import { type Subjects, says } from './subject.ts';

const SPE_BP = says(
	'Fläche oder Maßnahme zum Schutz, zur Pflege und zur Entwicklung von Boden, Natur und Landschaft. Was dort ' +
		'zu tun oder zu unterlassen ist, steht in den Texten des Plans.',
	'§ 9 Abs. 1 Nr. 20 BauGB'
);
const SPE_FP = says(
	'Fläche für Maßnahmen zum Schutz, zur Pflege und zur Entwicklung von Boden, Natur und Landschaft.',
	'§ 5 Abs. 2 Nr. 10 BauGB'
);
const COMPENSATION =
	'Ausgleichsfläche: Hier werden Eingriffe in Natur und Landschaft ausgeglichen, die der Plan an anderer Stelle zulässt.';

/** XP_AnpflanzungBindungErhaltungsGegenstand */
const SUBJECTS = table({
	1000: 'Bäume',
	1100: 'Kopfbäume',
	1200: 'Baumreihe',
	1300: 'Obstbäume',
	2000: 'Sträucher',
	2050: 'Bäume und Sträucher',
	2100: 'Hecke',
	2200: 'Knick',
	3000: 'sonstige Bepflanzung',
	4000: 'Gewässer',
	5000: 'Fassadenbegrünung',
	6000: 'Dachbegrünung'
});

function planting(object: StyledObject): Sentence[] {
	const subjects = codesOf(object, 'gegenstand')
		.map(({ code }) => SUBJECTS[code])
		.filter((text) => text !== undefined);
	const what = subjects.length > 0 ? enumerate(subjects) : 'Bäume, Sträucher oder sonstige Bepflanzung';
	const measure = valueOf(object, 'massnahme');
	if (measure === '1000') return says(`Erhaltung (${what}): Der Bestand ist zu erhalten.`, '§ 9 Abs. 1 Nr. 25 Buchstabe b BauGB');
	if (measure === '3000')
		return says(`Anpflanzen und Erhalten (${what}): Hier ist zu pflanzen und das Gepflanzte zu erhalten.`, '§ 9 Abs. 1 Nr. 25 BauGB');
	return says(`Anpflanzen (${what}): Hier muss gepflanzt werden.`, '§ 9 Abs. 1 Nr. 25 Buchstabe a BauGB');
}

/** XP_ZweckbestimmungKennzeichnung: text, number in § 9 Abs. 5 and in § 5 Abs. 3 BauGB. */
const MARKINGS = table<[text: string, bp?: string, fp?: string]>({
	1000: ['Bei der Bebauung sind besondere bauliche Sicherungsmaßnahmen gegen Naturgewalten erforderlich.', 'Nr. 1', 'Nr. 1'],
	2000: ['Die Fläche ist für den Abbau von Mineralien bestimmt.', 'Nr. 2', 'Nr. 2'],
	3000: ['Bei der Bebauung sind besondere bauliche Vorkehrungen gegen äußere Einwirkungen erforderlich.', 'Nr. 1', 'Nr. 1'],
	4000: ['Der Boden ist erheblich mit umweltgefährdenden Stoffen belastet.', 'Nr. 3', 'Nr. 3'],
	5000: ['Die Fläche ist erheblicher Lärmbelastung ausgesetzt.'],
	6000: ['Unter der Fläche geht der Bergbau um.', 'Nr. 2', 'Nr. 2'],
	7000: ['Die Fläche ist für Maßnahmen der Bodenordnung vorgesehen.'],
	8000: ['Die Fläche gehört zum Gebiet eines bestimmten Vorhabens.']
});

function marking(object: StyledObject): Sentence[] {
	const [text, bp, fp] = MARKINGS[firstPurpose(object) ?? ''] ?? ['Der Plan weist auf eine Besonderheit der Fläche hin.', '', ''];
	const land = object.class.startsWith('FP_');
	const number = land ? fp : bp;
	const law = number === undefined ? undefined : `${land ? '§ 5 Abs. 3' : '§ 9 Abs. 5'} ${number} BauGB`.replace('  ', ' ');
	return [
		...says(`Kennzeichnung: ${text}`, law),
		...(isTrue(object, 'istVerdachtsflaeche')
			? says('Es handelt sich um eine Verdachtsfläche; die ' + 'Belastung ist nicht nachgewiesen.')
			: [])
	];
}

const protection = (law: string): Sentence[] =>
	says(
		'Schutzgebiet oder Schutzobjekt des Naturschutzrechts; Verbote und Erlaubnisse ' + 'stehen in der Schutzverordnung oder im Gesetz.',
		law
	);

const MONUMENT = says(
	'Denkmalschutz: Veränderungen an der Anlage und in ihrer Umgebung bedürfen in der Regel einer Erlaubnis.',
	'Denkmalschutzgesetz des Landes'
);
const CONSERVATION = says(
	'Erhaltungsbereich: Abbruch, Änderung oder Nutzungsänderung baulicher Anlagen bedürfen hier einer besonderen Genehmigung.',
	'§ 172 BauGB'
);
const TEXT_AREA = says(
	'Für diese Fläche gilt eine Regelung, die der Plan in Worten trifft; ihr Wortlaut steht in den Texten des Plans.',
	'§ 9 Abs. 1 BauGB'
);
const TEXT_AREA_FP = says(
	'Für diese Fläche trifft der Plan eine Aussage in Worten; ihr Wortlaut steht in den Texten des Plans.',
	'§ 5 BauGB'
);
const KEEP_FREE = says('Fläche, die von der Bebauung freizuhalten ist.', '§ 9 Abs. 1 Nr. 10 BauGB');
const SCOPE = 'Räumlicher Geltungsbereich: Der Plan gilt nur innerhalb dieser Grenze.';
const LABEL = says(
	'Beschriftung oder Zeichen der Planzeichnung. Es hat für sich allein keinen Regelungsgehalt, sondern verdeutlicht andere Inhalte.'
);

/** SO_GebietsArt */
const AREAS = table<[string, string]>({
	1000: ['Umlegungsgebiet: Grundstücke können hier neu geordnet werden.', '§§ 45 bis 79 BauGB'],
	1100: [
		'Sanierungsgebiet: Städtebauliche Missstände sollen hier behoben werden; bestimmte Vorhaben ' +
			'und Rechtsgeschäfte bedürfen einer Genehmigung.',
		'§§ 136 bis 164b BauGB'
	],
	1200: ['Entwicklungsbereich: Die Gemeinde führt hier eine städtebauliche Entwicklungsmaßnahme durch.', '§§ 165 bis 171 BauGB'],
	1300: ['Stadtumbaugebiet.', '§§ 171a bis 171d BauGB'],
	1400: ['Gebiet der Sozialen Stadt.', '§ 171e BauGB'],
	1500: ['Gebiet einer privaten Initiative zur Stadtentwicklung.', '§ 171f BauGB'],
	1600: ['Gebiet einer privaten Initiative zur Stadtentwicklung.', '§ 171f BauGB'],
	2400: ['Gebiet mit einem angespannten Wohnungsmarkt.', '§ 201a BauGB']
});

export const OTHER_SUBJECTS: Subjects = {
	BP_SchutzPflegeEntwicklungsFlaeche: SPE_BP,
	BP_SchutzPflegeEntwicklungsMassnahme: SPE_BP,
	FP_SchutzPflegeEntwicklung: SPE_FP,
	BP_AusgleichsFlaeche: says(COMPENSATION, '§ 1a Abs. 3, § 9 Abs. 1a BauGB'),
	BP_AusgleichsMassnahme: says(
		'Ausgleichsmaßnahme: Sie gleicht Eingriffe in Natur und Landschaft aus, die der Plan zulässt.',
		'§ 1a Abs. 3, § 9 Abs. 1a BauGB'
	),
	FP_AusgleichsFlaeche: says(COMPENSATION, '§ 5 Abs. 2a BauGB'),
	BP_AnpflanzungBindungErhaltung: planting,
	BP_Schutzgebiet: protection('§§ 20 bis 36 BNatSchG'),
	SO_SchutzgebietNaturschutzrecht: protection('§§ 20 bis 36 BNatSchG'),
	LP_SchutzBestimmterTeileVonNaturUndLandschaft: protection('§§ 20 bis 36 BNatSchG'),
	BP_DenkmalschutzEinzelanlage: MONUMENT,
	BP_DenkmalschutzEnsembleFlaeche: MONUMENT,
	SO_Denkmalschutzrecht: MONUMENT,
	BP_ErhaltungsBereichFlaeche: CONSERVATION,
	SO_Gebiet: (object) => {
		const kind = valueOf(object, 'gebietsArt') ?? '';
		if (kind.startsWith('17') || ['1999', '2000', '2100', '2200'].includes(kind)) return CONSERVATION;
		const known = AREAS[kind];
		return known ? says(...known) : says('Gebiet, für das besonderes Städtebaurecht gilt.', 'Zweites Kapitel BauGB');
	},
	BP_Immissionsschutz: says(
		'Immissionsschutz: Fläche, auf der Vorkehrungen gegen schädliche Umwelteinwirkungen zu treffen sind, etwa ' +
			'gegen Lärm, oder die als Schutzfläche freizuhalten ist.',
		'§ 9 Abs. 1 Nr. 24 BauGB'
	),
	FP_Nutzungsbeschraenkung: says(
		'Fläche, auf der zum Schutz vor schädlichen Umwelteinwirkungen Beschränkungen oder Vorkehrungen gelten.',
		'§ 5 Abs. 2 Nr. 6 BauGB'
	),
	FP_NutzungsbeschraenkungsFlaeche: says(
		'Fläche, auf der zum Schutz vor schädlichen Umwelteinwirkungen Beschränkungen oder Vorkehrungen gelten.',
		'§ 5 Abs. 2 Nr. 6 BauGB'
	),
	BP_ZusatzkontingentLaerm: says(
		'Lärmkontingent: Der Plan begrenzt, wie viel Geräusch Betriebe in bestimmte Richtungen abgeben dürfen.',
		'§ 1 Abs. 4 Nr. 2 BauNVO'
	),
	BP_ZusatzkontingentLaermFlaeche: says(
		'Lärmkontingent: Der Plan begrenzt, wie viel Geräusch Betriebe in bestimmte Richtungen abgeben dürfen.',
		'§ 1 Abs. 4 Nr. 2 BauNVO'
	),
	BP_TechnischeMassnahmenFlaeche: says(
		'Gebiet, in dem bestimmte technische Maßnahmen vorgeschrieben sind, zum Beispiel zur ' +
			'Luftreinhaltung oder für erneuerbare Energien.',
		'§ 9 Abs. 1 Nr. 23 BauGB'
	),
	BP_FreiFlaeche: KEEP_FREE,
	SO_Bauverbotszone: says(
		'Bauverbotszone: Bauliche Anlagen sind hier in der Regel nicht zulässig, etwa neben einer Fernstraße.',
		'§ 9 FStrG oder Straßengesetz des Landes'
	),
	SO_Baubeschraenkung: says('Bereich, in dem das Bauen nach anderen Gesetzen verboten oder beschränkt ist.'),
	BP_KennzeichnungsFlaeche: marking,
	FP_Kennzeichnung: marking,
	SO_Bodenschutzrecht: says('Altlast oder schädliche Bodenveränderung nach dem Bodenschutzrecht.', '§ 2 BBodSchG'),
	BP_TextlicheFestsetzungsFlaeche: TEXT_AREA,
	BP_TextAbschnittFlaeche: TEXT_AREA,
	FP_TextlicheDarstellungsFlaeche: TEXT_AREA_FP,
	FP_TextAbschnittFlaeche: TEXT_AREA_FP,
	BP_Veraenderungssperre: says(
		'Veränderungssperre: Vorhaben dürfen hier vorläufig nicht durchgeführt werden, damit die ' +
			'Planung gesichert ist. Ausnahmen sind möglich.',
		'§ 14 BauGB'
	),
	BP_FlaecheOhneFestsetzung: says('Für diese Fläche trifft der Bebauungsplan keine Festsetzung.'),
	FP_FlaecheOhneDarstellung: says('Für diese Fläche enthält der Flächennutzungsplan keine Darstellung.'),
	BP_UnverbindlicheVormerkung: says('Unverbindliche Vormerkung: Der Plan weist auf etwas hin, ohne es zu regeln.'),
	FP_UnverbindlicheVormerkung: says('Unverbindliche Vormerkung: Der Plan weist auf etwas hin, ohne es zu regeln.'),
	BP_FestsetzungNachLandesrecht: says('Regelung nach Landesrecht, die in den Bebauungsplan aufgenommen ist.', '§ 9 Abs. 4 BauGB'),
	LP_Bereich: says('Teilbereich des Landschaftsplans.', '§ 11 BNatSchG'),
	RP_Bereich: says('Teilbereich des Raumordnungsplans.', '§ 7 ROG'),
	SO_Bereich: says('Teilbereich des Plans: Seine Inhalte gelten nur innerhalb dieser Grenze.'),
	BP_EingriffsBereich: says(
		'Eingriffsbereich: Von hier gehen Eingriffe in Natur und Landschaft aus, denen ' + 'Ausgleichsflächen oder Maßnahmen zugeordnet sind.',
		'§ 9 Abs. 1a BauGB'
	),
	BP_RichtungssektorGrenze: says('Grenze eines Richtungssektors: Von hier an gelten andere Lärmkontingente.', '§ 1 Abs. 4 Nr. 2 BauNVO'),
	FP_DarstellungNachLandesrecht: says('Darstellung nach Landesrecht, die in den Flächennutzungsplan aufgenommen ist.', '§ 5 BauGB'),
	BP_Plan: says(SCOPE, '§ 9 Abs. 7 BauGB'),
	BP_Bereich: says('Teilbereich des Plans: Seine Inhalte gelten nur innerhalb dieser Grenze.', '§ 9 Abs. 7 BauGB'),
	FP_Plan: says(
		'Räumlicher Geltungsbereich des Flächennutzungsplans: Er stellt die beabsichtigte Bodennutzung in den Grundzügen dar.',
		'§ 5 Abs. 1 BauGB'
	),
	FP_Bereich: says('Teilbereich des Flächennutzungsplans.', '§ 5 Abs. 1 BauGB'),
	RP_Plan: says('Räumlicher Geltungsbereich des Raumordnungsplans.', '§ 7 ROG'),
	LP_Plan: says('Räumlicher Geltungsbereich des Landschaftsplans.', '§ 11 BNatSchG'),
	SO_Plan: says(SCOPE),
	XP_PTO: LABEL,
	XP_PPO: LABEL,
	XP_LTO: LABEL,
	XP_LPO: LABEL,
	XP_FPO: LABEL,
	XP_Nutzungsschablone: LABEL,
	SO_Grenze: (object) =>
		isLandUsePlan(object)
			? says('Grenze, die der Flächennutzungsplan zeigt.')
			: says('Grenze, zum Beispiel einer Gemeinde, Gemarkung oder eines Gebiets.')
};
