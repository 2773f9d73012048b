/** Where Python's codecs differ from TextDecoder. Written by test/golden/python-codecs/make.py. */
import type { PairData } from './types'

export const PAIRS = {
  gbk: {
    base: 'gbk',
    pairs:
      '8w 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 4i 2m 4i a 6 1e 2 a 2 c 4k 2m 4i 2b 4t 2e 4q o 8 o 7 c 2 5 1 2 4r x f x 26 1r 1 m b r 1 2 1 1 4 11 2e o 1 2 1 1 3 v 1 9 d 1 d 24 28 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3e 1y 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f 1r 1 x 4f g',
    after8f: '',
    fixes: [],
    singles: [],
    encodes: {},
    decodesOnly: '',
  },
  gb18030: {
    base: 'gb18030',
    pairs:
      '8w 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j 1t 1r 1 3j',
    after8f: '',
    fixes: [
      'a3a0\ue5e5',
      'a6d9\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793',
      'a6ec\ue794\ue795',
      'a6f3\ue796',
      'a8bc\ue7c7',
      'fe59\ue81e',
      'fe61\ue826',
      'fe66\ue82b\ue82c',
      'fe6d\ue832',
      'fe7e\ue843',
      'fe90\ue854',
      'fea0\ue864',
    ],
    singles: [],
    encodes: {},
    decodesOnly: '',
  },
  gb2312: {
    base: 'gbk',
    pairs:
      '6n5 2m 4y 1e 2 a 2 c 4k 2m 4i 2b 4t 2e 4q o 8 o 5k x f x 4v q a 11 56 24 1bl 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2h 4n 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m',
    after8f: '',
    fixes: ['a1a4・', 'a1aa―'],
    singles: [],
    encodes: {},
    decodesOnly: '',
  },
  big5: {
    base: 'big5',
    pairs:
      '6kg 1r y 2m 1t 1r y 2m 1t 1r y v 3k 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2k 8z 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 1h',
    after8f: '',
    fixes: [
      'a145•',
      'a14e､',
      'a1c2‾',
      'a1e3∼',
      'a1f2♁☉',
      'a241／＼',
      'a244¥',
      'a246¢£',
      'c6a1ヾゝゞ々ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイゥウェ',
      'c740エォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユ',
      'c7a1ョヨラリルレロヮワヰヱヲンヴヵヶДЕЁЖЗИЙКЛМУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽',
    ],
    singles: [],
    encodes: {
      十: 'a451',
      卅: 'a4ca',
      '／': 'a241',
      '＼': 'a242',
    },
    decodesOnly: '',
  },
  cp950: {
    base: 'big5',
    pairs:
      '6kg 1r y 2m 1t 1r y 2m 1t 1r y v x 1 2m 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2k 8z 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m 1t 1r y 2m',
    after8f: '',
    fixes: [
      'c6a1ヾゝゞ々ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんァアィイゥウェ',
      'c740エォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユ',
      'c7a1ョヨラリルレロヮワヰヱヲンヴヵヶДЕЁЖЗИЙКЛМУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽',
      'f9fe▓',
    ],
    singles: [],
    encodes: {
      '¢': 'a246',
      '£': 'a247',
      '¥': 'a244',
      '•': 'a145',
      '‾': 'a1c2',
      '∼': 'a1e3',
      '☉': 'a1f3',
      '♁': 'a1f2',
      十: 'a451',
      卅: 'a4ca',
      '､': 'a14e',
    },
    decodesOnly: '',
  },
  cp932: {
    base: 'shift_jis',
    pairs:
      '8w 1r 1 19 b 8 8 7 b f 7 8 4 1 2a a 7 q 7 q 4 2b 26 1r 1 n 8 o 8 o 2x x f f 1 i d w ht u 1 n 8 1 1 t 76 2m 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1f 18 2m 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h coz 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 11 ij 1r 1 3h 1v 1r 1 31 2 e 8z 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v c',
    after8f: '',
    fixes: [],
    singles: [
      '80\u0080',
      'a0\uf8f0｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ',
      'fd\uf8f1\uf8f2\uf8f3',
    ],
    encodes: {
      '¢': '8191',
      '£': '8192',
      '¬': '81ca',
      '‖': '8161',
      '−': '817c',
      '〜': '8160',
    },
    decodesOnly: '',
  },
  shift_jis: {
    base: 'shift_jis',
    pairs:
      '8w 1r 1 19 b 8 8 7 b f 7 8 4 1 2a a 7 q 7 q 4 2b 26 1r 1 n 8 o 8 o 2x x f f 1 i d w rk 2m 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1f 18 2m 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h coz 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 3h 1v 1r 1 11',
    after8f: '',
    fixes: ['8160〜‖', '817c−', '8191¢£', '81ca¬'],
    singles: ['a1｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ'],
    encodes: {
      '¥': '5c',
      '‾': '7e',
    },
    decodesOnly: '',
  },
  cp949: {
    base: 'uhc',
    pairs:
      '8x q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 2v 2h q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 16 5 a 7 o 8 o 20 q 6 q 6 2s 2k q 6 q 6 33 29 q 6 q 6 10 1 1 1 8 1 26 1u q 6 q 6 3i 1u q 6 q 6 37 25 q 6 q 6 3a 22 q 6 q 6 1t f x 27 q 6 q 6 w 4g q 6 q 6 w 4g q 6 q 6 w 4g q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u q 6 q 6 3i 1u i 26 2m 4i 2m 4i 2m bm 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m',
    after8f: '',
    fixes: ['a2e6€®'],
    singles: [],
    encodes: {},
    decodesOnly: '',
  },
  euc_kr: {
    base: 'euc-kr',
    pairs:
      '6n5 2m 4i 1z 55 2m 4i 1f 1 16 4i a 5 a 7 o 8 o 4o 1w 58 27 4x 4 1 1 1 8 1 26 4i 2m 4i 2b 4t 2e 4q x f x q7 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m bm 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m',
    after8f: '',
    fixes: ['a2e6€®'],
    singles: [],
    encodes: {
      ㅤ: 'a4d4',
    },
    decodesOnly: '',
  },
  euc_jp: {
    base: 'euc-jp',
    pairs:
      '2w1 1r 3pd 2m 4i e b 8 8 7 b f 7 8 4 1 4x a 7 q 6 q 4m 2b 4t 2e 4q o 8 o 5k x f x 4v w 1k0 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 1f 5p 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 6',
    after8f:
      '6un b 8 3 12 7 rz 5 1 1 1 2 1 1 4 c 5h d z d bm 2 1 1 1 1 1 2 1 3 1 2 g g 5s o 1 1q 4p r 1 7 1 1f x5 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 2m 4i 1v',
    fixes: ['8fa2b7~', 'a1c1〜‖', 'a1dd−', 'a1f1¢£', 'a2cc¬'],
    singles: [],
    encodes: {
      '¥': '5c',
      '‾': '7e',
    },
    decodesOnly: '~',
  },
} as const satisfies Record<string, PairData>

/** Characters of the bytes 0x80 to 0xff; U+FFFD: none. */
export const SINGLES = {
  latin_1:
    '\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  cp1252:
    '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  cp1250:
    '€�‚�„…†‡�‰Š‹ŚŤŽŹ�‘’“”•–—�™š›śťžź\u00a0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00ad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
  cp1251:
    'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—�™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
  cp1253:
    '€�‚ƒ„…†‡�‰�‹�����‘’“”•–—�™�›����\u00a0΅Ά£¤¥¦§¨©�«¬\u00ad®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ�ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ�',
  cp1254:
    '€�‚ƒ„…†‡ˆ‰Š‹Œ����‘’“”•–—˜™š›œ��Ÿ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ',
  cp1255:
    '€�‚ƒ„…†‡ˆ‰�‹�����‘’“”•–—˜™�›����\u00a0¡¢£₪¥¦§¨©×«¬\u00ad®¯°±²³´µ¶·¸¹÷»¼½¾¿ְֱֲֳִֵֶַָֹ�ֻּֽ־ֿ׀ׁׂ׃װױײ׳״�������אבגדהוזחטיךכלםמןנסעףפץצקרשת��\u200e\u200f�',
  cp1256:
    '€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u200c\u200dں\u00a0،¢£¤¥¦§¨©ھ«¬\u00ad®¯°±²³´µ¶·¸¹؛»¼½¾؟ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîïًٌٍَôُِ÷ّùْûü\u200e\u200fے',
  iso8859_2:
    '\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\u00a0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00adŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
  iso8859_5:
    '\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\u00a0ЁЂЃЄЅІЇЈЉЊЋЌ\u00adЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ§ўџ',
  iso8859_15:
    '\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\u00a0¡¢£€¥Š§š©ª«¬\u00ad®¯°±²³Žµ¶·ž¹º»ŒœŸ¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  koi8_r:
    '─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u00a0⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ',
  mac_roman:
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
  mac_cyrillic:
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ†°Ґ£§•¶І®©™Ђђ≠Ѓѓ∞±≤≥іµґЈЄєЇїЉљЊњјЅ¬√ƒ≈∆«»…\u00a0ЋћЌќѕ–—“”‘’÷„ЎўЏџ№Ёёяабвгдежзийклмнопрстуфхцчшщъыьэю€',
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp866:
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00a0',
  cp874:
    '€����…�����������‘’“”•–—��������\u00a0กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะัาำิีึืฺุู����฿เแโใไๅๆ็่้๊๋์ํ๎๏๐๑๒๓๔๕๖๗๘๙๚๛����',
} as const
