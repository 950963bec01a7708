/** Pictures of defects, drawn: no photo of a real place, nobody on them. */

export type SceneName = 'pothole' | 'lamp' | 'sign' | 'tree' | 'bench' | 'trash' | 'graffiti' | 'water';

const sky = (top: string, bottom: string) =>
	`<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>` +
	'<filter id="g"><feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 0.5 0 0 0 0 0.5 0 0 0 0 0.5 0 0 0 0.22 0"/></filter></defs>' +
	'<rect width="1200" height="900" fill="url(#s)"/>';
const street = '<path d="M0 520h1200v380H0z" fill="#6a6b6e"/><path d="M0 500h1200v26H0z" fill="#a9a49a"/><path d="M80 700h180v14H80zM420 700h180v14H420zM760 700h180v14H760zM1080 700h120v14h-120z" fill="#e9e6dc"/>';
const grass = '<path d="M0 560q300-40 600 0t600 0v340H0z" fill="#7d9a58"/><path d="M0 660q300-30 600 0t600 0v240H0z" fill="#6f8c4c"/>';
const houses = '<path d="M0 300l120-90 120 90v220H0zM900 260l140-100 140 100v260H900z" fill="#c9a98a"/><path d="M40 360h60v60H40zM140 360h60v60h-60zM950 330h70v70h-70zM1070 330h70v70h-70z" fill="#59646f"/>';
const grain = '<rect width="1200" height="900" filter="url(#g)" opacity="0.5"/>';

const SCENES: Record<SceneName, string> = {
	pothole: sky('#cdd9e4', '#eef1f2') + houses + street +
		'<path d="M430 760l90-60 150 10 120 50-30 80-150 40-150-30z" fill="#3a3937"/><path d="M470 770l80-44 110 8 90 40-30 52-110 24-110-20z" fill="#54504a"/><path d="M520 790q90-40 190 0-70 30-190 0z" fill="#7a8a96"/>',
	lamp: sky('#2e3a57', '#66708a') + '<path d="M0 640h1200v260H0z" fill="#3b4038"/><path d="M590 180h20v520h-20z" fill="#8a8f98"/><path d="M600 190q120-60 190 20" fill="none" stroke="#8a8f98" stroke-width="18"/><path d="M740 190l90 40-20 40-90-36z" fill="#30343c"/>' +
		'<path d="M60 460l110-80 110 80v190H60z" fill="#4a4652"/><path d="M110 510h44v44h-44z" fill="#f3d98a"/>',
	sign: sky('#bcd3e6', '#edf3f6') + grass + '<path d="M590 300h22v460h-22z" fill="#9aa0a6"/><g transform="rotate(24 600 300)"><path d="M440 200h320v190H440z" fill="#1d5fa6" stroke="#fff" stroke-width="10"/><path d="M500 350l60-90 50 60 40-40 60 70z" fill="#fff"/></g>',
	tree: sky('#c4d9ea', '#f0f3ee') + grass + '<path d="M560 820l20-420h70l30 420z" fill="#5d4630"/><circle cx="610" cy="290" r="210" fill="#476b35"/><circle cx="470" cy="360" r="130" fill="#527a3d"/><circle cx="750" cy="350" r="140" fill="#3f6130"/><path d="M690 430l210 120-14 20-220-110z" fill="#6b5138"/><circle cx="910" cy="570" r="70" fill="#5a7f42"/>',
	bench: sky('#cfe0ea', '#f1f4ef') + grass + '<path d="M300 560h600v34H300zM300 620h600v34H300z" fill="#8b5e34"/><path d="M300 680h250l30 20-280 14zM640 686l260-8v34H660z" fill="#8b5e34"/><path d="M340 540h28v290h-28zM840 540h28v290h-28z" fill="#4a4f55"/>',
	trash: sky('#c2d0d8', '#e8ece6') + grass + '<path d="M360 600q70-90 160 0l30 170H330z" fill="#2b2d33"/><path d="M520 640q80-80 170 10l20 130H500z" fill="#3a4a66"/><path d="M680 700h230v110H680z" fill="#a77b4e"/><path d="M700 690l220-40 20 40-10 12z" fill="#c09a6a"/><circle cx="330" cy="800" r="70" fill="#26282c"/><circle cx="330" cy="800" r="34" fill="#7a7d80"/>',
	graffiti: sky('#c9cdd2', '#e6e6e3') + '<path d="M0 160h1200v600H0z" fill="#b9ae9f"/><path d="M0 300h1200M0 440h1200M0 580h1200" stroke="#a4988a" stroke-width="6"/><path d="M220 560q80-260 170-40t180-120 60 180 190-160 120 150" fill="none" stroke="#b3246b" stroke-width="44" stroke-linecap="round"/><path d="M240 620q200 60 620-20" fill="none" stroke="#1f7a8c" stroke-width="26" stroke-linecap="round"/><path d="M0 760h1200v140H0z" fill="#77787a"/>',
	water: sky('#9fb0bd', '#d5dce0') + houses + street + '<path d="M120 760q240-110 520-70t430 60q-120 120-480 120T120 760z" fill="#8fa6b5"/><path d="M260 770q200-50 380-20M420 810q180-30 330 0" fill="none" stroke="#c9d8e0" stroke-width="8"/><path d="M520 720h120v60H520z" fill="#2f3236"/><path d="M530 732h100M530 748h100M530 764h100" stroke="#787c80" stroke-width="6"/>'
};

/** A picture as SVG, 1200 × 900. */
export const demoPhotoSvg = (name: SceneName): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" viewBox="0 0 1200 900">${SCENES[name]}${grain}</svg>`;
