import { assignTextFamily, joinBuildingAreas, resolveTextKeys, supplyPlanArea } from '../steps/document-4.ts';
import { rebuildBereich4, rebuildLegalCharacter, rebuildPurposes, rebuildReferences4, rebuildRegional } from '../steps/features-4.ts';
import type { StepTables } from '../types.ts';

/** 4.0 and 4.1 → 5.4. */
export const TO_5_4: StepTables = {
	classes: {
		BP_DenkmalschutzEinzelanlage: { to: 'SO_Denkmalschutzrecht', set: { artDerFestlegung: '1100' } },
		BP_DenkmalschutzEnsembleFlaeche: { to: 'SO_Denkmalschutzrecht', set: { artDerFestlegung: '1000' } },
		LP_Denkmalschutzrecht: 'SO_Denkmalschutzrecht',
		BP_ErneuerbareEnergieFlaeche: { to: 'BP_TechnischeMassnahmenFlaeche', set: { zweckbestimmung: '2000' } },
		BP_LuftreinhalteFlaeche: { to: 'BP_TechnischeMassnahmenFlaeche', set: { zweckbestimmung: '1000' } },
		BP_Landwirtschaft: 'BP_LandwirtschaftsFlaeche',
		BP_Schutzgebiet: 'SO_SchutzgebietNaturschutzrecht',
		LP_SchutzobjektBundesrecht: 'SO_SchutzgebietNaturschutzrecht',
		XP_RasterplanBasis: 'XP_Rasterdarstellung',
		FP_AbgrabungsFlaeche: 'FP_Abgrabung',
		FP_AufschuettungsFlaeche: 'FP_Aufschuettung',
		FP_BodenschaetzeFlaeche: 'FP_Bodenschaetze',
		FP_LandwirtschaftsFlaeche: 'FP_Landwirtschaft',
		RP_FreizeitErholung: 'RP_Erholung',
		RP_Windenergienutzung: 'RP_ErneuerbareEnergie',
		RP_Rohstoffsicherung: 'RP_Rohstoff',
		RP_VorbHochwasserschutz: 'RP_Hochwasserschutz',
		RP_KulturellesSachgut: 'RP_Kulturlandschaft',
		RP_Laermschutzbereich: 'RP_LaermschutzBauschutz',
		RP_SonstigeSiedlungsstruktur: 'RP_SonstigerSiedlungsbereich',
		RP_SonstigerFreiraumstruktur: 'RP_SonstigerFreiraumschutz',
		RP_GemeindeFunktionSiedlungsentwicklung: 'RP_Funktionszuweisung',
		...Object.fromEntries(
			['BP', 'FP', 'LP', 'RP', 'SO'].map((family) => [
				`${family}_RasterplanAenderung`,
				{ to: null, reason: 'Rasterpläne mit eigenen Verfahrensdaten gibt es in der neuen Version nicht.' }
			])
		)
	},
	renamed: {
		erstellungsMasstab: 'erstellungsMassstab',
		nachrichtlich: 'planinhalt',
		inhaltBPlan: 'planinhalt',
		inhaltFPlan: 'planinhalt',
		inhaltLPlan: 'planinhalt',
		inhaltRPlan: 'planinhalt',
		inhaltSoPlan: 'planinhalt',
		gehoertZuBP_Bereich: 'gehoertZuBereich',
		gehoertZuFP_Bereich: 'gehoertZuBereich',
		gehoertZuLP_Bereich: 'gehoertZuBereich',
		gehoertZuRP_Bereich: 'gehoertZuBereich',
		gehoertZuSO_Bereich: 'gehoertZuBereich',
		gehoertNachrichtlichZuBereich: 'gehoertZuBereich',
		weitereMassnahme1: 'massnahme',
		weitereMassnahme2: 'massnahme',
		weitereFunktion1: 'funktion',
		weitereFunktion2: 'funktion',
		refGebaedequerschnitt: 'refGebaeudequerschnitt',
		'technischeMaßnahme': 'technischeMassnahme',
		'BP_EinfahrtPunkt.richtung': 'nordwinkel',
		'BP_DenkmalschutzEinzelanlage.denkmal': 'name',
		'BP_DenkmalschutzEnsembleFlaeche.denkmal': 'name',
		'BP_Schutzgebiet.zweckbestimmung': 'artDerFestlegung',
		'BP_Schutzgebiet.detaillierteZweckbestimmung': 'detailArtDerFestlegung',
		'RP_NaturschutzrechtlichesSchutzgebiet.zweckbestimmung': 'typ',
		'RP_Plan.auslegungsEndDatum': 'auslegungEndDatum',
		'RP_Achse.achsenTyp': 'typ',
		'RP_GemeindeFunktionSiedlungsentwicklung.funktion': 'typ',
		'RP_Rohstoffsicherung.abbaugut': 'rohstoffTyp',
		'RP_Verkehr.typ': 'allgemeinerTyp',
		'RP_ZentralerOrt.funktion': 'typ',
		'LP_SchutzobjektBundesrecht.typ': 'artDerFestlegung',
		'LP_SchutzobjektBundesrecht.eigenname': 'name',
		'LP_Denkmalschutzrecht.detailTyp': 'detailArtDerFestlegung',
		'LP_ErholungFreizeit.weitereDetailFunktion1': 'detaillierteFunktion',
		'LP_ErholungFreizeit.weitereDetailFunktion2': 'detaillierteFunktion',
		'SO_Plan.planTyp': 'planArt'
	},
	redundant: { xPlanGMLVersion: 'entfällt: Die Version steht im Namensraum der Datei' },
	dropped: {
		refExternalCodeList: 'Codelisten werden in der neuen Version an der Angabe selbst genannt.'
	},
	types: { BP_WirksamkeitBedingung: 'XP_WirksamkeitBedingung' },
	codes: {
		SO_KlassifizNachWasserrecht: { '1000': ['10000'], '1100': ['10001'], '1300': ['10002'] },
		XP_KlassifizSchutzgebietNaturschutzrecht: { '1800': ['18000'], '1900': ['18001'] },
		// The same numbers mean something else now.
		RP_Rechtsstand: { '5000': ['6000'] },
		RP_AchsenTypen: { '2000': ['1000'] },
		RP_Gemeindefunktionen: { '2000': ['2000'], '9999': ['9999'] },
		RP_Rohstoff: { '1000': ['1000'], '1600': ['1600'] },
		RP_WasserwirtschaftTypen: { '3000': ['6000', '3000'], '3500': ['6000', '4000'] },
		RP_ZentralerOrtFunktionen: { '9999': ['9999'] }
	},
	defaults: { rechtscharakter: '9998' },
	before: [joinBuildingAreas, assignTextFamily, resolveTextKeys, supplyPlanArea],
	rebuild: [rebuildReferences4, rebuildLegalCharacter, rebuildBereich4, rebuildPurposes, rebuildRegional]
};
