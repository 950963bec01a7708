import { AUENFELDE_FILE, buildAuenfelde } from './auenfelde.ts';
import { auenfeldePaper } from './auenfelde-paper.ts';
import { dayAfter, demoDates } from './dates.ts';
import { buildDorfanger, dorfangerPaper } from './dorfanger.ts';
import { ANGER_FILES, angerWorldFile, drawAngerScan } from './dorfanger-sheet.ts';
import { buildKiefernheide } from './kiefernheide.ts';
import { buildLindenpark, LINDENPARK_FILES } from './lindenpark.ts';
import { lindenparkEarlyReasons, lindenparkPlants, lindenparkReasons } from './lindenpark-paper.ts';
import { buildOberlinden, OBERLINDEN_FILE, oberlindenPaper } from './oberlinden.ts';
import { writePdf } from './pdf.ts';
import { writeZip } from './zip.ts';

export interface DemoPlan {
	/** Stable name by which participations and statements refer to the plan. */
	key: 'lindenpark-vorentwurf' | 'lindenpark-entwurf' | 'auenfelde-fnp' | 'musterlinden-ergaenzung' | 'kiefernheide' | 'dorfanger';
	/** Slug of the tenant. */
	tenant: string;
	/** Key of the plan of which this is the next version. */
	replaces?: DemoPlan['key'];
	fileName: string;
	/** GML, or ZIP with GML and documents. */
	content: Uint8Array;
	note: string;
}

/** The plans of the demo Land, earlier versions first. Dates in them depend on `today`; everything else is always the same. */
export async function demoPlans(today: Date): Promise<DemoPlan[]> {
	const dates = demoDates(today);
	const early = await writePdf(lindenparkEarlyReasons(dates.early.start));
	const reasons = await writePdf(lindenparkReasons(dates.running.start));
	const plants = await writePdf(lindenparkPlants(dates.running.start));
	return [
		{
			key: 'lindenpark-vorentwurf',
			tenant: 'musterlinden',
			fileName: 'ML-BP-012_Lindenpark_Vorentwurf.zip',
			content: await writeZip([
				{ name: 'xplan.gml', content: buildLindenpark('vorentwurf', dates).gml },
				{ name: LINDENPARK_FILES.begruendung, content: early }
			]),
			note: 'Vorentwurf aus der frühzeitigen Beteiligung, XPlanGML 6.0'
		},
		{
			key: 'lindenpark-entwurf',
			tenant: 'musterlinden',
			replaces: 'lindenpark-vorentwurf',
			fileName: 'ML-BP-012_Lindenpark_Entwurf.zip',
			content: await writeZip([
				{ name: 'xplan.gml', content: buildLindenpark('entwurf', dates).gml },
				{ name: LINDENPARK_FILES.begruendung, content: reasons },
				{ name: LINDENPARK_FILES.pflanzliste, content: plants }
			]),
			note: 'Entwurf in der Veröffentlichung nach § 3 Abs. 2 BauGB, XPlanGML 6.0'
		},
		{
			key: 'musterlinden-ergaenzung',
			tenant: 'musterlinden',
			fileName: 'ML-ES-003_Oberlinden.zip',
			content: await writeZip([
				{ name: 'xplan.gml', content: buildOberlinden(dates).gml },
				{ name: OBERLINDEN_FILE, content: await writePdf(oberlindenPaper(dates.coming.start)) }
			]),
			note: 'Ergänzungssatzung nur mit Geltungsbereich und Dokument, XPlanGML 6.0'
		},
		{
			key: 'auenfelde-fnp',
			tenant: 'auenfelde',
			fileName: 'AU-FNP_Auenfelde.zip',
			content: await writeZip([
				{ name: 'xplan.gml', content: buildAuenfelde(today).gml },
				{ name: AUENFELDE_FILE, content: await writePdf(auenfeldePaper(dayAfter(today, -1500))) }
			]),
			note: 'Wirksamer Flächennutzungsplan des ganzen Gemeindegebiets, XPlanGML 5.4'
		},
		{
			key: 'kiefernheide',
			tenant: 'heidewinkel',
			fileName: 'HW-KH-002_Tannenring-Ost.gml',
			content: buildKiefernheide(today).gml,
			note: 'Älterer Bebauungsplan in Kraft, XPlanGML 5.4'
		},
		{
			key: 'dorfanger',
			tenant: 'heidewinkel',
			fileName: 'HW-KH-001_Dorfanger.zip',
			content: await writeZip([
				{ name: 'xplan.gml', content: buildDorfanger(today).gml },
				{ name: ANGER_FILES.scan, content: await drawAngerScan() },
				{ name: ANGER_FILES.world, content: new TextEncoder().encode(angerWorldFile()) },
				{ name: ANGER_FILES.reasons, content: await writePdf(dorfangerPaper) }
			]),
			note: 'Gescannter Bebauungsplan von 1994 mit Geltungsbereich, CCITT G4 mit World-Datei, XPlanGML 5.4'
		}
	];
}
