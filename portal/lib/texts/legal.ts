import type { Contact } from '../server/accounts/types.ts';
import type { LegalFacts, LegalPageKind } from '../server/tenants/types.ts';

export interface LegalPageFacts {
	name: string;
	/** Web address of the tenant's portal. */
	address: string;
	contact: Contact;
	legal: LegalFacts;
}

export const legalTexts = {
	impressum: 'Impressum',
	datenschutz: 'Datenschutz',
	barrierefreiheit: 'Erklärung zur Barrierefreiheit'
} as const satisfies Record<LegalPageKind, string>;

const lines = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join('\n');
const missing = (what: string): string => `[Bitte in den Einstellungen ergänzen: ${what}]`;

function addressOf({ name, contact }: LegalPageFacts): string {
	return lines(
		contact.organisation ?? name,
		contact.street ?? missing('Straße und Hausnummer'),
		contact.postcode || contact.city ? `${contact.postcode ?? ''} ${contact.city ?? ''}`.trim() : missing('Postleitzahl und Ort')
	);
}

function reachOf({ contact }: LegalPageFacts): string {
	return lines(
		contact.phone ? `Telefon: ${contact.phone}` : missing('Telefonnummer'),
		contact.email ? `E-Mail: ${contact.email}` : missing('E-Mail-Adresse')
	);
}

function impressum(facts: LegalPageFacts): string {
	const { legal, name } = facts;
	return `## Anbieterin

${addressOf(facts)}

${reachOf(facts)}

## Rechtsform und Vertretung

${name} ist eine ${legal.legalForm ?? 'Körperschaft des öffentlichen Rechts'}. Vertretungsberechtigt: ${legal.representative ?? missing('vertretungsberechtigte Person')}

Aufsichtsbehörde: ${legal.supervisoryAuthority ?? missing('Aufsichtsbehörde')}

## Verantwortlich für den Inhalt

${legal.responsibleForContent ?? missing('für den Inhalt verantwortliche Person')}

## Hinweise zu den Plänen

Maßgeblich ist die ausgefertigte Fassung eines Bauleitplans, die Sie bei der genannten Stelle einsehen können. Die Darstellung in diesem Portal ist aus den Plandaten im Format XPlanung erzeugt. Verweise auf fremde Seiten haben wir beim Anlegen geprüft; für deren Inhalt sind die jeweiligen Anbieter verantwortlich.`;
}

function datenschutz(facts: LegalPageFacts): string {
	const { legal } = facts;
	return `Hier erfahren Sie nach Artikel 13 der Datenschutz-Grundverordnung (DSGVO), welche Daten dieses Portal verarbeitet, wofür und wie lange.

## Verantwortlich

${addressOf(facts)}

${reachOf(facts)}

Datenschutzbeauftragte Person: ${legal.dataProtectionOfficer ?? missing('Datenschutzbeauftragte')}
${legal.dataProtectionEmail ? `E-Mail: ${legal.dataProtectionEmail}` : missing('E-Mail-Adresse der Datenschutzbeauftragten')}

## Wenn Sie eine Seite aufrufen

Zum Ausliefern der Seite verarbeitet der Server für die Dauer der Anfrage Ihre IP-Adresse. Sie wird nicht in Protokolle geschrieben. Als Schutz vor Überlastung wird bei Formularen ein verschlüsselter Wert der IP-Adresse gezählt und nach kurzer Zeit gelöscht. Rechtsgrundlage ist Artikel 6 Absatz 1 Buchstabe e DSGVO.

Es werden keine Dienste Dritter eingebunden, keine Nutzungsprofile gebildet und ohne Anmeldung keine Cookies gesetzt. Nur Beschäftigte, die sich anmelden, erhalten ein technisch notwendiges Cookie für ihre Sitzung.

## Wenn Sie eine Stellungnahme abgeben

Zweck ist die Beteiligung der Öffentlichkeit an der Bauleitplanung und die Abwägung Ihrer Stellungnahme. Rechtsgrundlage ist Artikel 6 Absatz 1 Buchstabe e DSGVO in Verbindung mit den §§ 3 und 4a des Baugesetzbuchs (BauGB). Eine Einwilligung ist dafür nicht nötig.

Verarbeitet werden:

- Ihr Text, die von Ihnen markierten Orte und Ihre Anhänge (aus Bildern werden Aufnahmeort und weitere Zusatzangaben entfernt),
- Name, Anschrift und E-Mail-Adresse, soweit Sie diese angeben oder sie im Formular als nötig gekennzeichnet sind,
- der Zeitpunkt des Eingangs und eine Prüfsumme als Eingangsnachweis, aus der sich der Inhalt nicht ablesen lässt.

Sie können eine Stellungnahme ohne Angaben zu Ihrer Person abgeben, wenn das Formular es nicht anders verlangt. Ohne Kontaktdaten können wir Ihnen das Ergebnis der Prüfung nicht mitteilen; Sie finden es dann nur über den Zugangscode Ihrer Eingangsbestätigung.

Empfänger sind die mit dem Verfahren befassten Beschäftigten, von uns beauftragte Planungsbüros und der technische Betrieb des Portals, die vertraglich nach Artikel 28 DSGVO gebunden sind. Der Gemeindevertretung werden Stellungnahmen zur Abwägung vorgelegt, in öffentlichen Unterlagen ohne Namen und Anschrift von Privatpersonen.

Stellungnahmen werden Teil der Verfahrensakte. Sie bleiben dort, solange der Plan gilt und überprüft werden kann, danach gelten die Vorschriften des Archivrechts. Kontaktdaten löschen wir, sobald sie für die Mitteilung des Ergebnisses und mögliche Rechtsbehelfe nicht mehr gebraucht werden.

## Ihre Rechte

Sie haben das Recht auf Auskunft (Artikel 15 DSGVO), Berichtigung (Artikel 16), Löschung (Artikel 17), Einschränkung der Verarbeitung (Artikel 18) und Widerspruch (Artikel 21). Wenden Sie sich dafür an die oben genannte Stelle.

Sie können sich außerdem bei der Aufsichtsbehörde für den Datenschutz beschweren: ${legal.dataProtectionAuthority ?? missing('Aufsichtsbehörde für den Datenschutz')}`;
}

function barrierefreiheit(facts: LegalPageFacts): string {
	const { legal, name, address, contact } = facts;
	const feedback = contact.email ?? contact.phone ?? missing('E-Mail-Adresse oder Telefonnummer');
	return `Diese Erklärung gilt für das Bauleitportal unter ${address}. Verantwortlich ist ${contact.organisation ?? name}.

Als öffentliche Stelle sind wir nach der Richtlinie (EU) 2016/2102 und dem Behindertengleichstellungsrecht des Landes verpflichtet, das Portal barrierefrei zugänglich zu machen. Maßstab sind die Barrierefreie-Informationstechnik-Verordnung (BITV 2.0), die Norm EN 301 549 und darüber hinaus die Web Content Accessibility Guidelines (WCAG) 2.2 auf Stufe AA.

## Stand der Vereinbarkeit

Das Portal ist mit den Anforderungen weitgehend vereinbar. Grundlage dieser Angabe ist eine Selbstbewertung mit automatischen Prüfungen und Prüfungen mit der Tastatur.

## Karten und ihre Entsprechung in Text

Karten sind als Bild nicht für alle zugänglich. Zu jeder Karte gibt es deshalb Listen mit denselben Angaben und Funktionen: Sie können einen Plan lesen, Festsetzungen suchen und eine Stellungnahme abgeben, ohne die Karte zu benutzen, auch ohne JavaScript. Die Karte lässt sich vollständig mit der Tastatur bedienen.

## Nicht barrierefreie Inhalte

Planzeichnungen, Begründungen und Gutachten, die als PDF oder Bild beigefügt sind, stammen teils aus Planungsbüros und sind nicht immer barrierefrei. Auf Anfrage machen wir Ihnen den Inhalt in einer für Sie geeigneten Form zugänglich.

## Barriere melden

Ist Ihnen ein Hindernis aufgefallen oder brauchen Sie Inhalte in anderer Form? Schreiben Sie uns: ${feedback}${contact.email && contact.phone ? ` oder rufen Sie an: ${contact.phone}` : ''}. Wir antworten innerhalb von vier Wochen.

## Durchsetzungsverfahren

Haben Sie auf Ihre Meldung keine zufriedenstellende Antwort erhalten, können Sie sich kostenlos an die Durchsetzungsstelle des Landes wenden; ein Rechtsbeistand ist nicht nötig: ${legal.accessibilityEnforcement ?? missing('Durchsetzungsstelle des Landes mit Anschrift')}`;
}

const TEMPLATES: Record<LegalPageKind, (facts: LegalPageFacts) => string> = { impressum, datenschutz, barrierefreiheit };

/**
 * Text of a legal page in the notation of plain-text.ts, filled from the tenant's data; what is missing is marked in brackets.
 * Sources: § 5 DDG (Impressum); Art. 13 DSGVO with Art. 6 (1) e and §§ 3, 4a BauGB; Directive (EU) 2016/2102, Art. 7, and BITV 2.0.
 */
export function legalPageTemplate(kind: LegalPageKind, facts: LegalPageFacts): string {
	return TEMPLATES[kind](facts);
}
