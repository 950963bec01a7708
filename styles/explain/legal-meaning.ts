/** What the legal character of an object means for its reader. */
import type { Sentence, StyledObject } from '../types.ts';
import { type LegalCharacter, legalCharacterOf } from '../legal-character.ts';

const MEANINGS: Readonly<Record<LegalCharacter, Sentence>> = {
	festsetzung: { text: 'Festsetzung: Sie ist rechtsverbindlich, sobald der Bebauungsplan in Kraft ist.', law: '§ 8 Abs. 1 BauGB' },
	darstellung: {
		text: 'Darstellung: Sie bindet Behörden bei der weiteren Planung, begründet aber noch kein Baurecht.',
		law: '§ 5 Abs. 1, § 7 BauGB'
	},
	nachrichtlich: {
		text:
			'Nachrichtliche Übernahme: Die Regelung stammt aus einem anderen Gesetz oder Verfahren und ' +
			'gilt von dort her; der Plan gibt sie nur wieder.',
		law: '§ 5 Abs. 4, § 9 Abs. 6 BauGB'
	},
	hinweis: { text: 'Hinweis: Er informiert und regelt nichts.' },
	vermerk: {
		text: 'Vermerk: Der Plan erwähnt eine Planung oder Regelung, die erst in Aussicht genommen ist.',
		law: '§ 5 Abs. 4, § 9 Abs. 6 BauGB'
	},
	kennzeichnung: {
		text: 'Kennzeichnung: Sie macht auf eine Besonderheit aufmerksam, die bei Vorhaben zu beachten ist, ohne selbst etwas zu regeln.',
		law: '§ 5 Abs. 3, § 9 Abs. 5 BauGB'
	},
	ziel: { text: 'Ziel der Raumordnung: Bauleitpläne sind ihm anzupassen.', law: '§ 3 Abs. 1 Nr. 2 ROG, § 1 Abs. 4 BauGB' },
	grundsatz: { text: 'Grundsatz der Raumordnung: Er ist bei Abwägungen zu berücksichtigen.', law: '§ 3 Abs. 1 Nr. 3 ROG' },
	zielUndGrundsatz: { text: 'Die Festlegung enthält Ziele und Grundsätze der Raumordnung.', law: '§ 3 Abs. 1 ROG' },
	vorschlag: { text: 'Vorschlag für die Raumordnung; er ist nicht verbindlich.' },
	information: { text: 'Der Inhalt dient nur der Information.' },
	landschaftsplan: {
		text: 'Inhalt der Landschaftsplanung: Er ist in Planungen und Verwaltungsverfahren zu berücksichtigen.',
		law: '§ 9 Abs. 5 BNatSchG'
	},
	geplant: { text: 'Die Festsetzung im Landschaftsplan ist erst geplant.' },
	unbekannt: { text: 'Ob der Inhalt rechtsverbindlich ist, gibt die Plandatei nicht an.' },
	sonstiges: { text: 'Der Inhalt hat einen anderen, in der Plandatei nicht näher bezeichneten Rechtscharakter.' }
};

/** One sentence, or none where the document does not say. */
export function legalMeaning(object: StyledObject): Sentence[] {
	const character = legalCharacterOf(object);
	return character === undefined ? [] : [MEANINGS[character]];
}
