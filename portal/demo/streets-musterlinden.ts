import { CENTRES } from './land.ts';
import { LINDENPARK } from './lindenpark-areas.ts';
import { readStreets, type Locality } from './streets.ts';
import type { Street } from './town-types.ts';

export const MUSTERLINDEN: Locality = {
	municipality: 'musterlinden',
	place: 'Musterlinden',
	postcode: '01990',
	origin: CENTRES.musterlinden
};

/** A point of the Lindenpark's plane as text in the town's metres, so that plan and base map meet exactly. */
const lp = (u: number, v: number): string => {
	const [x, y] = LINDENPARK(u, v);
	return `${(x - CENTRES.musterlinden[0]).toFixed(3)},${(y - CENTRES.musterlinden[1]).toFixed(3)}`;
};

const ellipse = (a: number, b: number): string =>
	Array.from({ length: 25 }, (_, i) => {
		const t = ((i % 24) * Math.PI) / 12;
		const wobble = 1 + 0.035 * Math.sin(3 * t + 1) + 0.02 * Math.cos(5 * t);
		return `${(a * wobble * Math.cos(t)).toFixed(2)},${(b * wobble * Math.sin(t)).toFixed(2)}`;
	}).join(' ');

/** Town: the old town inside the Wallstraße, the station quarter, the Weststadt with the Lindenpark, Nordstadt, Südstadt, Elbvorstadt. */
export function musterlindenStreets(): Street[] {
	return readStreets(
		MUSTERLINDEN,
		`
		Lindenallee | main:16 | villa/block | ${lp(-315, 8)} ${lp(-8, 8)}
		Lindenallee | main:16 | - | ${lp(-8, 8)} ${lp(341, 8)}
		Lindenallee | main:16 | villa/villa | ${lp(341, 8)} -270,510 -190,420 -125,300 -97,166
		Bahnhofstraße | main:16 | block | -226,-6 -420,42 -700,72 -1000,100
		Bahnhofstraße | main:12 | - | -1000,100 -1060,88 -1150,60
		Nordstraße | main:14 | block/block | 18,182 32,420 55,680
		Nordstraße | main:14 | house/house | 55,680 66,790 95,1080
		Brückenstraße | main:14 | block/block | 232,-20 420,-40 640,-36
		Brückenstraße | main:14 | - | 640,-36 770,-34 1000,-60
		Südstraße | main:14 | block/block | 8,-183 4,-300 -4,-440
		Südstraße | main:12 | house/house | -4,-440 -36,-690 -52,-860
		Nordring | main:14 | - | ${lp(-315, 258)} ${lp(-100, 258)} ${lp(200, 258)} ${lp(345, 258)} -200,800 62,790 420,720 690,500 765,200 770,-34
		Wallstraße | residential:12 | core/villa | ${ellipse(228, 178)}
		Markt | lane:3 | -/core | -46,-36 2,-35 50,-34 50,0 50,38 2,37 -44,38 -45,0 -46,-36
		Ringgasse | lane:7 | core | ${ellipse(132, 104)}
		Lange Gasse | lane:9 | core | -48,0 -130,6 -226,-6
		Brückengasse | lane:9 | core | 52,0 130,-10 232,-20
		Nordgasse | lane:8 | core | 4,40 0,104 18,182
		Südgasse | lane:8 | core | 0,-38 -8,-104 8,-183
		Kirchgasse | lane:6 | core | -44,34 -84,82 -128,146
		Badergasse | lane:6 | core | 46,34 92,76 150,136
		Töpfergasse | lane:6 | core | -44,-34 -92,-76 -150,-134
		Webergasse | lane:6 | core | 46,-34 94,-74 156,-132
		Gleisstraße | residential | works/block | -1000,100 -1002,300 ${lp(-315, 8)}
		Ahornstraße | residential | block | -880,92 -872,446
		Birkenstraße | residential | block | -760,80 -748,466
		Eschenstraße | residential | block | -640,68 -628,484
		Ulmenstraße | residential | block | -520,56 -508,500
		Am Lindenbach | residential | villa/- | -415,40 -408,260 -404,512
		Gartenstraße | residential | block | -1001,214 -700,196 -412,172
		Mozartstraße | residential | villa | -1002,322 -700,334 -406,350
		Kastanienstraße | residential | block | -870,90 -858,-262
		Platanenstraße | residential | block/house | -740,78 -724,-290
		Weidenstraße | residential | house | -610,66 -590,-312
		Erlenstraße | residential | house | -480,50 -455,-335
		Schillingstraße | residential | block/house | -960,-38 -700,-58 -350,-72
		Talerstraße | residential | row/house | -950,-148 -700,-172 -370,-200
		Groschenstraße | residential | house | -930,-258 -700,-292 -350,-342
		Gärtnereiweg | residential:8 | house/- | ${lp(-5, 8)} ${lp(-5, 258)}
		Asternweg | residential:8 | house | ${lp(-82, 8)} ${lp(-82, 258)}
		Dahlienweg | residential:8 | house | ${lp(-160, 8)} ${lp(-160, 258)}
		Nelkenweg | residential:8 | house | ${lp(-240, 8)} ${lp(-240, 258)}
		Rosenweg | residential:8 | row/house | ${lp(-300, 128)} ${lp(-5, 134)}
		Schulstraße | residential | block/villa | -140,424 32,404 300,380 560,334
		Parkstraße | residential | villa/house | -240,560 46,560 330,520 680,470
		Sonnenstraße | residential | house | -210,690 56,690 400,624 590,560
		Amselweg | residential:8 | house | -120,424 -128,560 -116,690
		Finkenweg | residential:8 | house | 158,392 176,540 190,668
		Drosselweg | residential:8 | house | 292,380 310,520 322,640
		Meisenweg | residential:8 | row/house | 430,358 446,500 462,602
		Lerchenweg | residential:8 | house | 560,334 578,484
		Mühlenstraße | residential:11 | block/villa | 168,126 300,196 480,226 764,196
		Kirschallee | residential:8 | villa/house | 300,196 292,380
		Apfelweg | residential:8 | house | 480,226 494,346
		Birnenweg | residential:8 | house | 620,212 640,330 680,470
		Stadtgraben | residential:8 | villa/- | 18,300 168,260 300,196
		Sonnenhang | residential | slab | 74,900 330,880 600,800
		Am Wasserturm | residential | slab | 320,744 330,880 345,1010
		Fliederweg | residential:8 | row/house | -240,900 -80,905 74,900
		Holunderweg | residential:8 | house | -250,1010 -80,1012 82,1000
		Jasminweg | residential:8 | house | -240,900 -250,1010
		Fischerweg | residential:8 | house | 420,-40 430,-250
		Fährgasse | residential:8 | house | 560,-38 575,-255
		Uferstraße | residential:8 | house/villa | 430,-250 575,-255 720,-225 765,-34
		Netzweg | residential:8 | house | 540,-38 532,222
		Schifferweg | residential:8 | house | 660,-36 655,206
		Am Anger | residential:8 | row/house | 340,-32 350,100 336,200
		Mühlgraben | residential:8 | villa/house | 150,-136 240,-190 430,-250
		Hasenweg | residential:8 | house | -390,-440 -200,-452 -4,-440 170,-450 335,-420
		Fuchsweg | residential:8 | house | -410,-560 -205,-580 -22,-575 170,-570 362,-540
		Dachsweg | residential:8 | row/house | -390,-690 -205,-706 -36,-690 166,-690 342,-660
		Igelweg | residential:8 | house | -356,-820 -205,-832 -50,-840 165,-812 320,-780
		Rehwinkel | residential:8 | house | -390,-440 -412,-560 -390,-690 -356,-820
		Marderweg | residential:8 | house | -200,-452 -205,-832
		Hirschweg | residential:8 | house | 170,-450 165,-812
		Luchsweg | residential:8 | house | 335,-420 362,-540 342,-660 320,-780
		Industriestraße | main:13 | works | -1150,60 -1420,40 -1720,110
		Werkstraße | residential:12 | works | -1420,40 -1400,-430
		Am Güterbahnhof | residential:12 | -/works | -1150,60 -1180,-180 -1215,-430
		Gewerbering | residential:12 | works | -1440,40 -1450,440 -1350,545 -1190,540 -1150,400 -1150,60
		`
	);
}
