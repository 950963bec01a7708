import { describe, expect, it } from 'vitest';
import { parseArt, textOfAttribute } from '../../../styles/attribute-text.ts';
import { parseLettering } from '../../../styles/lettering.ts';
import { presentationFor } from '../../../styles/presentation.ts';
import { stencilSvg } from '../../../styles/stencil.ts';
import { object, type Values } from './support.ts';

const dwelling = object('BP_BaugebietsTeilFlaeche', {
	besondereArtDerBaulNutzung: '1200=Allgemeines Wohngebiet',
	Z: '2',
	GRZ: '0.4',
	GFZ: '0.8',
	bauweise: '1000=Offene Bauweise',
	dachform: '3100=Satteldach',
	MaxZahlWohnungen: '2',
	rechtscharakter: '1000=Festsetzung',
	hoehenangabe: [{ hMax: '9.5', bezugspunkt: '2000=Firsthöhe' }]
});
const shown = (name: string, values: Values, targets = [dwelling], geometry: 'point' | 'line' | 'area' = 'point') =>
	presentationFor(object(name, values, { geometry }), targets);

describe('the attribute that a presentation object names', () => {
	it.each([
		['besondereArtDerBaulNutzung', 'WA'],
		['besondereArtDerBaulNutzung[0]', 'WA'],
		['xplan:besondereArtDerBaulNutzung', 'WA'],
		['Z', 'II'],
		['GRZ', 'GRZ 0,4'],
		['bauweise', 'o'],
		['dachform', 'SD'],
		['MaxZahlWohnungen', '2 Wo'],
		['hoehenangabe', 'FH 9,5 m'],
		['xplan:hoehenangabe[1]/xplan:XP_Type/xplan:hMax', '9,5'],
		['xplan:hoehenangabe[1]/xplan:XP_Type/xplan:hMin', undefined],
		['rechtscharakter', undefined],
		['gibtEsNicht', undefined],
		['!!', undefined]
	])('%s is written %s', (art, text) => expect(textOfAttribute(dwelling, art)).toBe(text));

	it('counts from 1 in XPath and from 0 without a prefix', () => {
		expect(parseArt('xplan:a[2]/xplan:b')).toEqual([{ name: 'a', index: 1 }, { name: 'b' }]);
		expect(parseArt('a[1]')).toEqual([{ name: 'a', index: 1 }]);
		const uses = object('BP_GruenFlaeche', { zweckbestimmung: ['1000=Parkanlage', '1600=Spielplatz'] });
		expect(textOfAttribute(uses, 'zweckbestimmung[1]')).toBe('Spielplatz');
		expect(textOfAttribute(uses, 'xplan:zweckbestimmung[1]')).toBe('Parkanlage');
		expect(textOfAttribute(uses, 'zweckbestimmung', 1)).toBe('Spielplatz');
	});
});

describe('presentation objects', () => {
	it('write their own words before those of their object', () => {
		const text = shown('XP_PTO', { schriftinhalt: 'WA 1', art: 'Z' });
		expect(text).toMatchObject({ sign: 'xp-text', label: 'WA 1', replaces: { label: true, symbol: false } });
		expect(shown('XP_PTO', { art: 'Z' }).label).toBe('II');
		expect(shown('XP_LTO', { schriftinhalt: 'Lindenallee' }, [], 'line')).toMatchObject({ label: 'Lindenallee', replaces: { label: false } });
	});

	it('write several attributes one after another, each once', () => {
		expect(shown('XP_PPO', { art: ['besondereArtDerBaulNutzung', 'Z', 'GRZ', 'Z'] }).label).toBe('WA II GRZ 0,4');
	});

	it('show the symbol of the one purpose they name, and the object does not show its own', () => {
		const green = object('BP_GruenFlaeche', { zweckbestimmung: ['1000=Parkanlage', '1600=Spielplatz'] });
		const play = shown('XP_PPO', { art: 'zweckbestimmung', index: '1' }, [green]);
		expect(play).toMatchObject({ sign: 'bp-gruen-spielplatz', replaces: { label: false, symbol: true } });
		const old = object('BP_VerEntsorgung', { zweckbestimmung: '1000', weitereZweckbestimmung1: '1800' }, { version: '4.1' });
		expect(shown('XP_PPO', { art: 'weitereZweckbestimmung1' }, [old]).sign).toBe('bp-versorgung-abwasser');
		expect(shown('XP_PPO', {}, [green])).toMatchObject({ sign: 'bp-gruen-park', replaces: { symbol: true } });
	});

	it('know a symbol by the name of its stylesheet, and a lone one as a dot', () => {
		expect(shown('XP_PPO', { stylesheetId: 'SymbolAbwasser' }, []).sign).toBe('bp-versorgung-abwasser');
		const named = { ...object('XP_PPO', {}, { geometry: 'point' }) };
		named.attributes = [{ name: 'stylesheetId', value: 'BP_GemeinbedarfsFlaeche*[zweckbestimmung=1400]*_F' }];
		expect(presentationFor(named, []).sign).toBe('bp-gemeinbedarf-kirche');
		expect(shown('XP_PPO', { stylesheetId: 'HHBplan_05.06.01' }, []).sign).toBe('xp-symbol');
		expect(shown('XP_PTO', {}, [])).toEqual({ sign: 'xp-text', replaces: { label: false, symbol: false } });
	});

	it('draw an area like its object, and a line like its line', () => {
		expect(shown('XP_FPO', {}, [dwelling], 'area').sign).toBe('bp-wa');
		expect(shown('XP_FPO', {}, [], 'area').sign).toBe('xp-hinweisflaeche');
		expect(shown('XP_LPO', {}, [object('BP_BauGrenze')], 'line').sign).toBe('bp-baugrenze');
		expect(shown('XP_LPO', {}, [dwelling], 'line').sign).toBe('xp-hinweislinie');
	});

	it('say how they are written, where it is not the usual', () => {
		const values = { schriftinhalt: 'A', skalierung: '1.5', horizontaleAusrichtung: 'linksbündig', vertikaleAusrichtung: 'Basis' };
		const { lettering } = shown('XP_PTO', values);
		expect(parseLettering(lettering)).toMatchObject({ scale: 1.5, horizontal: 'left', vertical: 'base', columns: 0 });
		expect(shown('XP_PTO', { schriftinhalt: 'A', skalierung: '1.0' }).lettering).toBeUndefined();
		const wide = shown('XP_LTO', { schriftinhalt: 'See', fontSperrung: '0.3' }, [], 'line');
		expect(parseLettering(wide.lettering).spacing).toBe(0.3);
		expect(shown('XP_PTO', { schriftinhalt: 'A', fontSperrung: '0' }).lettering).toBeUndefined();
		expect(parseLettering('-ls')).toMatchObject({ hidesLabel: true, hidesSymbol: true });
		expect(parseLettering('-s')).toMatchObject({ hidesLabel: false, hidesSymbol: true });
		expect(parseLettering('1e99,x,y,99')).toMatchObject({ scale: 10, horizontal: 'center', vertical: 'middle', columns: 6 });
		expect(parseLettering(7)).toMatchObject({ scale: 1 });
	});
});

describe('Nutzungsschablone', () => {
	it('is a table of what the object fixes, in the order of the plan', () => {
		const table = shown('XP_Nutzungsschablone', { spaltenAnz: '2', zeilenAnz: '4' });
		expect(table.label).toBe('WA\tII\nGRZ 0,4\tGFZ 0,8\no\tSD\nFH 9,5 m\t2 Wo');
		expect(parseLettering(table.lettering).columns).toBe(2);
		expect(table.replaces.label).toBe(true);
	});

	it('shows what `art` names, or its own words, and no more rows than it has', () => {
		expect(shown('XP_Nutzungsschablone', { spaltenAnz: '2', zeilenAnz: '1', art: ['Z', 'GRZ', 'GFZ'] }).label).toBe('II\tGRZ 0,4');
		expect(shown('XP_Nutzungsschablone', { spaltenAnz: '2', zeilenAnz: '2', schriftinhalt: 'WA | II; 0,4|o' }).label).toBe('WA\tII\n0,4\to');
		expect(shown('XP_Nutzungsschablone', { spaltenAnz: '2', zeilenAnz: '2' }, []).label).toBeUndefined();
	});

	it('is drawn with its lines, and words of a plan stay words', () => {
		const { svg, width, height } = stencilSvg('WA\tII\n<b>&', { size: 10, ink: '#000000', paper: '#ffffff' });
		expect(svg).toContain('&lt;b&gt;&amp;');
		expect(svg.match(/<text/g)).toHaveLength(3);
		expect(svg.match(/<path/g)).toHaveLength(2);
		expect(width).toBeGreaterThan(height);
	});
});
