import { describe, expect, it } from 'vitest';
import { labelLines } from '../../../portal/lib/components/reports/chart-config.ts';

describe('names beside the bars of a chart', () => {
	it('leaves a short name as it is', () => expect(labelLines('Graffiti', 14)).toEqual(['Graffiti']));
	it('breaks between words', () => expect(labelLines('Bank oder Papierkorb', 14)).toEqual(['Bank oder', 'Papierkorb']));
	it('shortens what does not go into two lines', () => expect(labelLines('Schlagloch oder Straßenschaden', 14)).toEqual(['Schlagloch', 'oder Straßens…']));
	it('shortens one long word', () => expect(labelLines('Verkehrszeichenbrücke', 14)).toEqual(['Verkehrszeich…']));
});
