import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Font files of npm packages, by path: Typst reads them lazily. No font of the machine takes part in a letter. */
const FILES: readonly (readonly [pack: string, ...files: readonly string[]])[] = [
  [
    'noto-sans',
    '400Regular/NotoSans_400Regular.ttf',
    '700Bold/NotoSans_700Bold.ttf',
    '400Regular_Italic/NotoSans_400Regular_Italic.ttf',
    '700Bold_Italic/NotoSans_700Bold_Italic.ttf',
  ],
  // Noto Sans Arabic looks the same and is read aloud wrongly: its dots are letters of their own.
  ['vazirmatn', '400Regular/Vazirmatn_400Regular.ttf', '700Bold/Vazirmatn_700Bold.ttf'],
  ['noto-sans-sc', '400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'],
  ['noto-sans-kr', '400Regular/NotoSansKR_400Regular.ttf', '700Bold/NotoSansKR_700Bold.ttf'],
  ['noto-sans-gurmukhi', '400Regular/NotoSansGurmukhi_400Regular.ttf', '700Bold/NotoSansGurmukhi_700Bold.ttf'],
  ['noto-sans-devanagari', '400Regular/NotoSansDevanagari_400Regular.ttf', '700Bold/NotoSansDevanagari_700Bold.ttf'],
  ['noto-sans-armenian', '400Regular/NotoSansArmenian_400Regular.ttf', '700Bold/NotoSansArmenian_700Bold.ttf'],
  ['noto-sans-ethiopic', '400Regular/NotoSansEthiopic_400Regular.ttf', '700Bold/NotoSansEthiopic_700Bold.ttf'],
];

/** Where the fonts of letters lie. */
export function fontPaths(): readonly string[] {
  return FILES.flatMap(([pack, ...files]) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${pack}/package.json`));
    return files.map((file) => join(folder, file));
  });
}
