import { auenfeldePaper } from './auenfelde-paper.ts';
import { dorfangerPaper } from './dorfanger.ts';
import { lindenparkEarlyReasons, lindenparkReasons } from './lindenpark-paper.ts';
import { oberlindenPaper } from './oberlinden.ts';
import type { Chapter, Paper } from './pdf.ts';
import type { DemoDocument } from './procedures.ts';

/** Files of the procedures of the demo Land. Every name and finding is invented. */

const chapter = (heading: string, ...paragraphs: string[]): Chapter => ({ heading, paragraphs });
const paper = (title: string, subtitle: string, author: string, date: string, ...chapters: Chapter[]): Paper => ({ title, subtitle, author, date, chapters });

const environment = (title: string, author: string, date: string, ...more: Chapter[]): Paper =>
	paper(
		title,
		'Umweltbericht',
		author,
		date,
		chapter('Inhalt und Ziele', 'Der Umweltbericht beschreibt und bewertet die voraussichtlichen erheblichen Umweltauswirkungen der Planung (§ 2 Abs. 4, § 2a BauGB).'),
		chapter('Bestand und Auswirkungen', 'Betrachtet werden Mensch, Tiere und Pflanzen, Fläche, Boden, Wasser, Luft und Klima, Landschaft, Kultur- und Sachgüter und ihre Wechselwirkungen.'),
		...more,
		chapter('Allgemein verständliche Zusammenfassung', 'Die Planung ist mit den vorgesehenen Maßnahmen mit dem Schutz von Natur und Umwelt vereinbar.')
	);
const reasons = (title: string, author: string, date: string, ...paragraphs: string[]): Paper =>
	paper(title, 'Begründung', author, date, chapter('Anlass und Ziel', ...paragraphs), chapter('Inhalt der Planung', 'Die Einzelheiten ergeben sich aus der Planzeichnung.'));

/** @param day days after today → `YYYY-MM-DD` */
export function paperOf(procedure: string, day: (offset: number) => string): DemoDocument[] {
	const town = 'Stadt Musterlinden';
	const linden = 'Bebauungsplan Nr. 12 „Lindenpark“';
	const fields = 'Gemeinde Auenfelde';
	const heath = 'Verwaltungsverband Heidewinkel';
	const solar = '1. Änderung des Flächennutzungsplans „Solarpark Elbwiesen“';
	const document = (key: string, category: DemoDocument['category'], title: string, fileName: string, content: Paper): DemoDocument => ({ key, category, title, fileName, paper: content });
	switch (procedure) {
		case 'lindenpark':
			return [
				document('vorentwurf', 'begruendung', 'Erläuterung zum Vorentwurf', 'Lindenpark_Vorentwurf_Erlaeuterung.pdf', lindenparkEarlyReasons(day(-260))),
				document('begruendung-1', 'begruendung', 'Begründung zum Entwurf, erste Veröffentlichung', 'Lindenpark_Begruendung_1.pdf', { ...lindenparkReasons(day(-160)), subtitle: 'Begründung (Entwurf, erste Veröffentlichung)' }),
				document('begruendung-2', 'begruendung', 'Begründung zum geänderten Entwurf', 'Lindenpark_Begruendung_2.pdf', lindenparkReasons(day(-20))),
				document('umweltbericht-1', 'umweltbericht', 'Umweltbericht zum Entwurf, erste Veröffentlichung', 'Lindenpark_Umweltbericht_1.pdf', environment(linden, town, day(-160))),
				document(
					'umweltbericht-2',
					'umweltbericht',
					'Umweltbericht zum geänderten Entwurf',
					'Lindenpark_Umweltbericht_2.pdf',
					environment(linden, town, day(-20), chapter('Was sich geändert hat', 'Der Park ist größer, am Lindenbach bleibt ein breiterer Streifen unbebaut. Das mindert die Auswirkungen auf Wasser und Tiere.'))
				),
				document(
					'artenschutz',
					'gutachten',
					'Artenschutzgutachten',
					'Lindenpark_Artenschutz.pdf',
					paper(linden, 'Artenschutzgutachten', 'Büro Federstrich, Musterlinden', day(-200), chapter('Untersuchung', 'An den alten Linden wurden Zwergfledermäuse nachgewiesen, im Gebüsch am Teich brüten Nachtigall und Teichralle.'), chapter('Maßnahmen', 'Die Linden an der Allee bleiben erhalten. Vor Beginn der Bauarbeiten werden zehn Fledermauskästen aufgehängt.'))
				),
				document(
					'schall',
					'gutachten',
					'Schallgutachten',
					'Lindenpark_Schall.pdf',
					paper(linden, 'Schalltechnische Untersuchung', 'Ingenieurbüro Leise, Auenfelde', day(-60), chapter('Ergebnis', 'Die geschlossene Bebauung an der Lindenallee schirmt den Park ab. An der Allee sind Schallschutzfenster nötig.'))
				),
				document(
					'wasserbehoerde',
					'stellungnahme',
					'Stellungnahme der unteren Wasserbehörde',
					'Lindenpark_Wasserbehoerde.pdf',
					paper(linden, 'Stellungnahme der unteren Wasserbehörde', 'Landkreis Elbaue', day(-210), chapter('Hochwasser am Lindenbach', 'Ein Streifen von zehn Metern am Lindenbach ist von Bebauung freizuhalten.'))
				)
			];
		case 'kirchsteig':
			return [document('begruendung', 'begruendung', 'Satzung mit Begründung', 'Kirchsteig_Satzung_Begruendung.pdf', oberlindenPaper(day(-2)))];
		case 'auenfelde':
			return [
				document('begruendung', 'begruendung', 'Begründung', 'FNP_Auenfelde_Begruendung.pdf', auenfeldePaper(day(-2310))),
				document('umweltbericht', 'umweltbericht', 'Umweltbericht', 'FNP_Auenfelde_Umweltbericht.pdf', environment('Flächennutzungsplan Auenfelde', fields, day(-2310))),
				document(
					'hochwasser',
					'gutachten',
					'Hochwassergutachten',
					'FNP_Auenfelde_Hochwasser.pdf',
					paper('Flächennutzungsplan Auenfelde', 'Gutachten zum Hochwasser der Elbaue', 'Büro Pegel, Auenfelde', day(-2400), chapter('Ergebnis', 'Die Wiesen unterhalb des Deichs sind als Retentionsraum freizuhalten.'))
				),
				document('abwaegung', 'abwaegung', 'Ergebnis der Abwägung', 'FNP_Auenfelde_Abwaegung.pdf', paper('Flächennutzungsplan Auenfelde', 'Ergebnis der Prüfung der Stellungnahmen', fields, day(-2100), chapter('Ergebnis', 'Die Stellungnahmen wurden geprüft; zwei Bauflächen wurden zurückgenommen.'))),
				document(
					'erklaerung',
					'zusammenfassende-erklaerung',
					'Zusammenfassende Erklärung',
					'FNP_Auenfelde_Zusammenfassende_Erklaerung.pdf',
					paper('Flächennutzungsplan Auenfelde', 'Zusammenfassende Erklärung (§ 6a Abs. 1 BauGB)', fields, day(-1500), chapter('Umweltbelange', 'Der Hochwasserschutz hatte Vorrang vor neuen Bauflächen in der Aue.'), chapter('Beteiligung', 'Anregungen aus den Ortsteilen führten zu kleineren Bauflächen am Ortsrand.'), chapter('Alternativen', 'Geprüft wurden drei Standorte für das Gewerbegebiet; gewählt wurde der am Bahnhof.'))
				)
			];
		case 'solarpark':
			return [
				document('zeichnung', 'planzeichnung', 'Planzeichnung', 'Solarpark_Planzeichnung.pdf', paper(solar, 'Planzeichnung (verkleinert, beschreibend)', fields, day(-190), chapter('Darstellung', 'Sonderbaufläche „Photovoltaik“ auf 14 Hektar zwischen Bahnstrecke und Elbwiesenweg.'))),
				document('begruendung', 'begruendung', 'Begründung', 'Solarpark_Begruendung.pdf', reasons(solar, fields, day(-190), 'Die Gemeinde will Flächen für erneuerbare Energien bereitstellen.')),
				document('umweltbericht', 'umweltbericht', 'Umweltbericht', 'Solarpark_Umweltbericht.pdf', environment(solar, fields, day(-190)))
			];
		case 'tannenring':
			return [document('begruendung', 'begruendung', 'Begründung', 'Tannenring_Begruendung.pdf', reasons('Bebauungsplan Nr. 2 „Tannenring Ost“', heath, day(-100), 'Der Verband will Wohnraum in der Nähe der Schule schaffen und die Nutzung der Grundstücke erleichtern.'))];
		case 'dorfanger':
			return [
				document('begruendung', 'begruendung', 'Begründung zur Aufhebung', 'Dorfanger_Aufhebung_Begruendung.pdf', { ...dorfangerPaper, title: 'Aufhebung des Bebauungsplans Nr. 1 „Dorfanger“', subtitle: 'Begründung zur Aufhebung', date: day(-50) }),
				document('umweltbericht', 'umweltbericht', 'Umweltbericht', 'Dorfanger_Aufhebung_Umweltbericht.pdf', environment('Aufhebung des Bebauungsplans Nr. 1 „Dorfanger“', heath, day(-50)))
			];
		default:
			return [document('begruendung', 'begruendung', 'Entwurf der Satzung mit Begründung', 'Baumschutz_Entwurf.pdf', reasons('Satzung zum Schutz der Bäume', town, day(-310), 'Große Bäume kühlen die Stadt und sollen erhalten bleiben.'))];
	}
}
