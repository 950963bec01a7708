/** Official abbreviations (Planeinschriebe) by code. */

import { table } from './table.ts';

/** XP_BesondereArtDerBaulNutzung */
export const KIND_ABBREVIATIONS = table({
	1000: 'WS',
	1100: 'WR',
	1200: 'WA',
	1300: 'WB',
	1400: 'MD',
	1450: 'MDW',
	1500: 'MI',
	1550: 'MU',
	1600: 'MK',
	1700: 'GE',
	1800: 'GI',
	2000: 'SO',
	2100: 'SO',
	3000: 'SO',
	4000: 'SO'
});

/** XP_AllgArtDerBaulNutzung */
export const GENERAL_ABBREVIATIONS = table({ 1000: 'W', 2000: 'M', 3000: 'G', 4000: 'S' });

/** XP_Sondernutzungen */
export const SHORT_SPECIAL = table({
	1000: 'WHG',
	1100: 'FHG',
	1200: 'CPG',
	1300: 'Kur',
	1400: 'SSE',
	1500: 'EHG',
	1600: 'GEH',
	16000: 'LG',
	16001: 'EKZ',
	16002: 'SGEH',
	1650: 'SGH',
	1700: 'VÜP',
	1800: 'Hafen',
	1900: 'EE',
	2000: 'Militär',
	2100: 'LW',
	2200: 'Sport',
	2300: 'GS',
	23000: 'Klinik',
	2400: 'Golf',
	2500: 'Kultur',
	2600: 'Tour',
	2700: 'BV',
	2720: 'Justiz',
	2800: 'HSF',
	2900: 'Messe'
});

/** BP_Bauweise */
export const SHORT_COVER = table({ 1000: 'o', 2000: 'g', 3000: 'a' });

/** BP_BebauungsArt */
export const SHORT_BUILDING = table({ 1000: 'E', 2000: 'D', 3000: 'H', 4000: 'ED', 5000: 'EH', 6000: 'DH', 7000: 'Rh', 8000: 'EDH' });

/** BP_Dachform */
export const SHORT_ROOFS = table({
	1000: 'FD',
	2100: 'PD',
	2200: 'VPD',
	3000: 'GD',
	3100: 'SD',
	3200: 'WD',
	3300: 'KWD',
	3400: 'MD',
	3500: 'ZD',
	3600: 'KeD',
	3700: 'KuD',
	3800: 'ShD',
	3900: 'BD',
	4000: 'TuD',
	4100: 'ToD',
	5000: 'GDF',
	9999: 'SDF'
});

/** XP_ArtHoehenbezugspunkt */
export const SHORT_HEIGHT_POINTS = table({
	1000: 'TH',
	2000: 'FH',
	3000: 'OK',
	3500: 'LH',
	4000: 'SH',
	4500: 'EFH',
	5000: 'HA',
	5500: 'UK',
	6000: 'GH',
	6500: 'WH',
	6600: 'GOK'
});

/** BP_WegerechtTypen: initials of going, driving, cycling, pipes. */
export const SHORT_RIGHTS = table({ 1000: 'G', 2000: 'F', 2500: 'R', 3000: 'GF', 4000: 'L', 4100: 'GL', 4200: 'FL', 5000: 'GFL' });
