/** Versions of the standard that are read and written, as partners name them; 1.2.1 says 1.2 of itself. */
export const VERSIONS = ['1.0', '1.2.1', '1.3'] as const;
export type Version = (typeof VERSIONS)[number];

export interface VersionFacts {
	namespace: string;
	/** What stands in the attribute `version` of a message. */
	attribute: string;
	/** Version of the code list of messages. */
	listVersion: string;
	/** Name of the element of a message, by its code. */
	elements: Record<string, string>;
}

const CURRENT: Record<string, string> = {
	'0401': 'kommunal.Initiieren.0401',
	'0402': 'kommunal.Aktualisieren.0402',
	'0409': 'kommunal.Loeschen.0409',
	'0411': 'kommunal.Initiieren.OK.0411',
	'0412': 'kommunal.Aktualisieren.OK.0412',
	'0419': 'kommunal.Loeschen.OK.0419',
	'0421': 'kommunal.Initiieren.NOK.0421',
	'0422': 'kommunal.Aktualisieren.NOK.0422',
	'0429': 'kommunal.Loeschen.NOK.0429',
	'0451': 'kommunal.Information.Initiiert.0451',
	'0452': 'kommunal.Information.Aktualisiert.0452',
	'0459': 'kommunal.Information.Geloescht.0459',
	'0461': 'kommunal.Information.Initiiert.OK.0461',
	'0462': 'kommunal.Information.Aktualisiert.OK.0462',
	'0469': 'kommunal.Information.Geloescht.OK.0469',
	'0471': 'kommunal.Information.Initiiert.NOK.0471',
	'0472': 'kommunal.Information.Aktualisiert.NOK.0472',
	'0479': 'kommunal.Information.Geloescht.NOK.0479',
	'0701': 'allgemein.stellungnahme.Neuabgegeben.0701',
	'0702': 'allgemein.stellungnahme.Aktualisiert.0702',
	'0709': 'allgemein.stellungnahme.Geloescht.0709',
	'0711': 'allgemein.stellungnahme.Neuabgegeben.OK.0711',
	'0712': 'allgemein.stellungnahme.Aktualisiert.OK.0712',
	'0719': 'allgemein.stellungnahme.Geloescht.OK.0719',
	'0721': 'allgemein.stellungnahme.Neuabgegeben.NOK.0721',
	'0722': 'allgemein.stellungnahme.Aktualisiert.NOK.0722',
	'0729': 'allgemein.stellungnahme.Geloescht.NOK.0729',
	'0750': 'allgemein.stellungnahme.Aufforderung.0750',
	'0760': 'allgemein.stellungnahme.Aufforderung.OK.0760',
	'0770': 'allgemein.stellungnahme.Aufforderung.NOK.0770'
};

/**
 * Names of version 1.0 say who writes to whom. Its code list of messages has neither 045x nor 0750 with their receipts, so that such a
 * message cannot be written validly: those are missing here.
 */
const FIRST: Record<string, string> = {
	'0401': 'planung2Beteiligung.BeteiligungKommunalNeu.0401',
	'0402': 'planung2Beteiligung.BeteiligungKommunalAktualisieren.0402',
	'0409': 'planung2Beteiligung.BeteiligungKommunalLoeschen.0409',
	'0411': 'beteiligung2Planung.BeteiligungKommunalNeuOK.0411',
	'0412': 'beteiligung2Planung.BeteiligungKommunalAktualisierenOK.0412',
	'0419': 'beteiligung2Planung.BeteiligungKommunalLoeschenOK.0419',
	'0421': 'beteiligung2Planung.BeteiligungKommunalNeuNOK.0421',
	'0422': 'beteiligung2Planung.BeteiligungKommunalAktualisierenNOK.0422',
	'0429': 'beteiligung2Planung.BeteiligungKommunalLoeschenNOK.0429',
	'0701': 'beteiligung2Planung.StellungnahmeNeu.0701',
	'0702': 'beteiligung2Planung.StellungnahmeAktualisieren.0702',
	'0709': 'beteiligung2Planung.StellungnahmeLoeschen.0709',
	'0711': 'planung2Beteiligung.StellungnahmeNeuOK.0711',
	'0712': 'planung2Beteiligung.StellungnahmeAktualisierenOK.0712',
	'0719': 'planung2Beteiligung.StellungnahmeLoeschenOK.0719',
	'0721': 'planung2Beteiligung.StellungnahmeNeuNOK.0721',
	'0722': 'planung2Beteiligung.StellungnahmeAktualisierenNOK.0722',
	'0729': 'planung2Beteiligung.StellungnahmeLoeschenNOK.0729'
};

export const FACTS: Record<Version, VersionFacts> = {
	'1.0': { namespace: 'https://www.xleitstelle.de/xbeteiligung/1', attribute: '0.9', listVersion: '1.0', elements: FIRST },
	'1.2.1': { namespace: 'https://www.xleitstelle.de/xbeteiligung/12', attribute: '1.2', listVersion: '1.2', elements: CURRENT },
	'1.3': { namespace: 'https://www.xleitstelle.de/xbeteiligung/1/3', attribute: '1.3', listVersion: '1.3', elements: CURRENT }
};

/** The version of a namespace, undefined for one that is not known. */
export function versionOf(namespace: string): Version | undefined {
	return VERSIONS.find((version) => FACTS[version].namespace === namespace);
}

/** Whether a version has a message, such as 0451. */
export function hasMessage(version: Version, code: string): boolean {
	return Object.hasOwn(FACTS[version].elements, code);
}

/** The receipt of a message: 0401 → 0411 or 0421, 0750 → 0760 or 0770. */
export function receiptCode(code: string, ok: boolean): string {
	return `${code.slice(0, 2)}${Number(code[2]) + (ok ? 1 : 2)}${code[3]}`;
}
