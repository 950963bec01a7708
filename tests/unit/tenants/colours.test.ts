import { expect, test } from 'vitest';
import { contrast, demandReadableColours, themeCss } from '../../../portal/lib/server/tenants/colours.ts';

test('contrast is that of WCAG 2.2', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
	expect(contrast('#ffffff', '#ffffff')).toBeCloseTo(1, 5);
	// The published example of the grey that just passes on white.
	expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('colours that cannot be read are refused with the ratio, never rounded up', () => {
	expect(() => demandReadableColours({ primary: '#777777', onPrimary: '#ffffff' })).toThrowError(
		expect.objectContaining({ code: 'colour_contrast_low', values: { ratio: '4,4' } })
	);
	expect(() => demandReadableColours({ primary: '#ffe100', onPrimary: '#000000' })).toThrowError(
		expect.objectContaining({ code: 'colour_too_light' })
	);
	expect(() => demandReadableColours({ primary: 'red', onPrimary: '#ffffff' })).toThrowError(expect.objectContaining({ code: 'form_invalid' }));
	expect(demandReadableColours({ primary: '#1F6B3A', onPrimary: '#FFFFFF' })).toEqual({ primary: '#1f6b3a', onPrimary: '#ffffff' });
});

test('nothing but colours reaches the style sheet', () => {
	expect(themeCss({ primary: '#1f6b3a', onPrimary: 'red;} body { display: none' })).toBe('html:root {\n\t--tenant-primary: #1f6b3a;\n}\n');
});
