import { areaIsFlaechenschluss, has, requires, requiresCode, targetIs } from '../predicates.ts';
import type { Demand, SemanticRule } from '../rule.ts';
import type { SemanticContext } from '../context.ts';
import type { Feature } from '../../../model.ts';
import { contentRulesOf4, geometryRules, needsText, planRules } from './base-classes.ts';
import { refines } from './purposes-of-4.ts';

const FLAECHENSCHLUSS = areaIsFlaechenschluss(true, true);
const UEBERLAGERUNG = areaIsFlaechenschluss(false);
const DETAIL = requires('detailArtDerFestlegung', 'artDerFestlegung');

const PLAN_NAMES: Readonly<Record<string, string>> = { BP: 'Bebauungsplänen', FP: 'Flächennutzungsplänen' };

/** Family of the plan that an object belongs to: BP, FP … */
const familyOfPlan = (feature: Feature, context: SemanticContext): string | undefined =>
	(context.bereichOf(feature) ?? context.planOf(feature))?.class.slice(0, 2);

/** The property is for objects in plans of that family only. */
function onlyIn(property: string, family: string): Demand {
	return {
		uses: [property],
		holds: (subject, context) => !has(subject, property) || (familyOfPlan(subject.feature, context) ?? family) === family,
		message: (subject, context) =>
			`${property} ist nur in ${PLAN_NAMES[family]!} zulässig; ` +
			`das Objekt gehört aber zu einem ${familyOfPlan(subject.feature, context)!}_Plan. ` +
			'Bitte entfernen Sie die Angabe.'
	};
}

const ONLY_IN: readonly (readonly [string, string, string])[] = [
	['6.1.3.4', 'wirdAusgeglichenDurchBPMassnahme', 'BP'],
	['6.1.3.5', 'wirdAusgeglichenDurchBPSPEMassnahme', 'BP'],
	['6.1.3.6', 'wirdAusgeglichenDurchBPABE', 'BP'],
	['6.1.3.7', 'wirdAusgeglichenDurchBPSPEFlaeche', 'BP'],
	['6.1.3.8', 'wirdAusgeglichenDurchBPFlaeche', 'BP'],
	['6.1.3.9', 'wirdAusgeglichenDurchFPSPE', 'FP'],
	['6.1.3.10', 'wirdAusgeglichenDurchFPFlaeche', 'FP'],
	['6.1.3.11', 'zusatzkontingent', 'BP'],
	['6.1.3.12', 'richtungssektorGrenze', 'BP'],
	['6.1.3.13', 'zusatzkontingentFlaeche', 'BP'],
	['6.1.3.14', 'laermkontingent', 'BP'],
	['6.1.3.15', 'laermkontingentGebiet', 'BP'],
	['6.1.3.16', 'vonGenehmigungAusgenommen', 'FP']
];

/** 6.1 Basisschema. */
const BASE: readonly SemanticRule[] = [
	...planRules('SO', { bereich: '6.1.1.1', gehoertZuPlan: '6.1.2.3' }),
	...contentRulesOf4('SO', 'inhaltSoPlan', { content: '6.1.2.1', raster: '6.1.2.2', back: '6.1.3.1', both: '6.1.3.2' }),
	{ number: { '5.4': '6.1.3.3' }, classes: ['SO_Objekt'], ...targetIs('refTextInhalt', ['XP_TextAbschnitt']) },
	...ONLY_IN.map(([number, property, family]) => ({ number: { '6.0': number }, classes: ['SO_Objekt'], ...onlyIn(property, family) })),
	...geometryRules('SO', '6.1', { line: 6, point: 7 })
];

/** Classes whose detailArtDerFestlegung needs artDerFestlegung. */
const DETAILS: readonly (readonly [SemanticRule['number'], string])[] = [
	['6.2.1.1', 'SO_Bodenschutzrecht'],
	['6.2.2.1', 'SO_Denkmalschutzrecht'],
	['6.2.3.1', 'SO_Forstrecht'],
	['6.2.4.1', 'SO_Luftverkehrsrecht'],
	[{ '5.4': '6.2.5.2', '6.0': '6.2.5.2' }, 'SO_Schienenverkehrsrecht'],
	['6.2.6.1', 'SO_SonstigesRecht'],
	[{ '4.1': '6.2.7.1', '5.4': '6.2.7.1' }, 'SO_Strassenverkehrsrecht'],
	['6.2.8.1', 'SO_Wasserrecht'],
	[{ '5.4': '6.2.9.1', '6.0': '6.2.13.1' }, 'SO_Bauverbotszone'],
	[{ '5.4': '6.2.10.1' }, 'SO_Gewaesser'],
	[{ '6.0': '6.2.12.1' }, 'SO_Wasserwirtschaft'],
	[{ '4.1': '6.3.1.1', '5.4': '6.3.1.1' }, 'SO_SchutzgebietNaturschutzrecht'],
	['6.3.2.1', 'SO_SchutzgebietWasserrecht'],
	[{ '4.1': '6.3.3.1', '5.4': '6.3.3.1' }, 'SO_SchutzgebietSonstigesRecht']
];

/** 6.2 Nachrichtliche Übernahmen, 6.3 Schutzgebiete. */
const LAW: readonly SemanticRule[] = [
	...DETAILS.map(
		([number, name]): SemanticRule => ({
			number,
			// Renamed in 6.0; the rule came with the class in 5.2.
			classes: name === 'SO_Bauverbotszone' ? [name, 'SO_Baubeschraenkung'] : [name],
			...(name === 'SO_Bauverbotszone' || name === 'SO_Gewaesser' ? { since: '5.2' as const } : {}),
			...DETAIL
		})
	),
	{ number: { '4.1': '6.2.5.1' }, classes: ['SO_Schienenverkehrsrecht'], ...refines('artDerFestlegung', 'besondereArtDerFestlegung') },
	{
		number: { '4.1': '6.2.5.2' },
		classes: ['SO_Schienenverkehrsrecht'],
		...requires('detailArtDerFestlegung', 'artDerFestlegung', 'besondereArtDerFestlegung')
	},
	{ number: '6.2.1.2', since: '4.1', classes: ['SO_Bodenschutzrecht'], ...UEBERLAGERUNG },
	{ number: '6.2.2.2', since: '4.1', classes: ['SO_Denkmalschutzrecht'], ...UEBERLAGERUNG },
	{ number: '6.2.5.3', since: '4.1', classes: ['SO_Schienenverkehrsrecht'], ...FLAECHENSCHLUSS },
	{ number: { '4.1': '6.2.7.2', '5.4': '6.2.7.2' }, since: '4.1', classes: ['SO_Strassenverkehrsrecht'], ...FLAECHENSCHLUSS },
	{ number: { '5.4': '6.2.10.2', '6.0': '6.2.10.2' }, since: '5.2', classes: ['SO_Gewaesser'], ...FLAECHENSCHLUSS },
	{
		number: { '6.0': '6.2.11.1' },
		classes: ['SO_Strassenverkehr'],
		...targetIs('begrenzungslinie', ['BP_StrassenbegrenzungsLinie'])
	},
	{ number: { '6.0': '6.2.11.2' }, classes: ['SO_Strassenverkehr'], ...FLAECHENSCHLUSS },
	{ number: { '6.0': '6.2.12.2' }, classes: ['SO_Wasserwirtschaft'], ...FLAECHENSCHLUSS },
	{ number: { '4.1': '6.3.1.2', '5.4': '6.3.1.2' }, since: '4.1', classes: ['SO_SchutzgebietNaturschutzrecht'], ...UEBERLAGERUNG },
	{ number: '6.3.2.2', since: '4.1', classes: ['SO_SchutzgebietWasserrecht'], ...UEBERLAGERUNG },
	{ number: { '4.1': '6.3.3.2', '5.4': '6.3.3.2' }, since: '4.1', classes: ['SO_SchutzgebietSonstigesRecht'], ...UEBERLAGERUNG }
];

/** 6.4 Gebiete nach dem BauGB, 6.5 Sonstiges. */
const OTHER: readonly SemanticRule[] = [
	{ number: '6.4.1.1', classes: ['SO_Gebiet'], ...requiresCode('sonstGebietsArt', 'gebietsArt', ['9999'], 'Sonstiges') },
	{ number: '6.4.1.2', since: '4.1', classes: ['SO_Gebiet'], ...UEBERLAGERUNG },
	{ number: '6.5.1.1', classes: ['SO_Grenze'], ...requiresCode('sonstTyp', 'typ', ['9999'], 'Sonstige Grenze') },
	{ number: { '6.0': '6.5.3.1' }, classes: ['SO_TextAbschnittFlaeche'], ...needsText() }
];

/** Chapter 6, sonstige Pläne und nachrichtliche Übernahmen. */
export const SO_RULES: readonly SemanticRule[] = [...BASE, ...LAW, ...OTHER];
