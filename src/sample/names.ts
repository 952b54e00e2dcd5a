/**
 * Lists of given and family names, by the family's language. Combinations are drawn at random; nobody here is a person.
 * `script`: how some parents of that language write their own name.
 */

export interface NameList {
  /** Given names of women and girls, and of men and boys. */
  readonly mothers: readonly string[];
  readonly fathers: readonly string[];
  readonly family: readonly string[];
  readonly script?: { readonly mothers: readonly string[]; readonly fathers: readonly string[] };
}

/** Of 1,000 households. BCP 47. */
export const LANGUAGES = [
  ['en', 650],
  ['es', 250],
  ['tl', 20],
  ['vi', 18],
  ['zh-Hans', 14],
  ['so', 12],
  ['ar', 11],
  ['ko', 9],
  ['pa', 9],
  ['hy', 7],
] as const;

export type Language = (typeof LANGUAGES)[number][0];

export const NAMES: Readonly<Record<Language, NameList>> = {
  en: {
    mothers: listed(`
      Abigail, Alice, Amelia, Audrey, Beatrice, Brielle, Chloë, Dahlia, Delaney, Eleanor, Esther, Fiona,
      Genevieve, Hadley, Harper, Hazel, Imani, Ivy, Jada, Kendall, Keziah, Leah, Margaret, Morgan, Nadia, Noelle,
      Penelope, Phoebe, Reagan, Reese, Ruth, Simone, Tamsin, Trinity, Ursula, Violet, Willa, Zoë
    `),
    fathers: listed(`
      Adrian, Andre, Asher, Benjamin, Caleb, Cassidy, Connor, Darius, Dominic, Elijah, Emmett, Ezra, Felix,
      Gavin, Grant, Jasper, Jonah, Jordan, Landon, Logan, Malik, Micah, Nathaniel, Orion, Owen, Quentin, Roman,
      Sawyer, Spencer, Theodore, Tobias, Victor, Wesley, Xavier
    `),
    family: listed(`
      Abernathy, Alcott, Ashdown, Barlow, Beckett, Blackwood, Bramley, Brontë, Calloway, Carver, Chadwick, Colby,
      Crane, D’Angelo, Dalton, Davenport, Dempsey, Drummond, Eastman, Ellery, Fairbanks, Farrow, Fitzgerald,
      Forsythe, Gallagher, Garland, Goodwin, Hale, Halvorsen, Harrington, Hathaway, Holloway, Ingram, Jennings,
      Kessler, Kingsley, Langford, Larkin, Lockhart, MacIntyre, Mayfield, McAllister, Mercer, Monroe, N’Diaye,
      Nakamura, Northcott, O'Brien, O'Malley, Oyelaran, Parrish, Pemberton, Quimby, Radcliffe, Ravenscroft,
      Rutherford, Schröder, Sinclair, Stanhope, Sørensen, Talbot, Thackeray, Underhill, van der Meer, Vaughn,
      Wainwright, Weatherby, Whitaker, Winslow, Wycliffe, Yardley, Youngblood
    `),
  },
  es: {
    mothers: listed(`
      Alejandra, Alondra, Araceli, Camila, Catalina, Daniela, Elena, Esperanza, Fernanda, Gloria, Guadalupe,
      Inés, Isabel, Jimena, Leonor, Luciana, Marisol, Nayeli, Paola, Renata, Rocío, Sofía, Valeria, Ximena,
      Yolanda
    `),
    fathers: listed(`
      Adrián, Andrés, Ángel, Carlos, César, Diego, Emiliano, Esteban, Gael, Héctor, Iván, Joaquín, José, Julián,
      Luis, Manuel, Mateo, Miguel, Nicolás, Óscar, Raúl, Santiago, Tomás
    `),
    family: listed(`
      Acosta, Aguilar, Álvarez, Barrera, Bautista, Benítez, Cabrera, Calderón, Camacho, Cárdenas, Castañeda,
      Cervantes, Contreras, Córdova, Cortés, de la Cruz, de la Rosa Villavicencio, Delgado, Domínguez, Escobedo,
      Espinoza, Estrada, Figueroa, Fuentes, Galindo, Gutiérrez, Herrera, Ibarra, Juárez, Lozano, Maldonado,
      Márquez, Medina, Mendoza, Montenegro, Morales, Muñoz, Navarro, Núñez, Ochoa, Orozco, Pacheco, Peña,
      Quintero, Ramírez, Rentería, Ríos, Rosales, Salazar, Sandoval, Serrano, Solís, Trejo, Valdés, Zamora
    `),
  },
  tl: {
    mothers: ['Althea', 'Dalisay', 'Jasmin', 'Ligaya', 'Maricel', 'Rowena', 'Tala'],
    fathers: ['Bayani', 'Carlo', 'Efren', 'Jomar', 'Paolo', 'Rodel'],
    family: [
      'Abad',
      'Bautista',
      'Dimaculangan',
      'Evangelista',
      'Galang',
      'Lacson',
      'Magsaysay',
      'Pangilinan',
      'Salonga',
      'Villanueva',
    ],
  },
  vi: {
    mothers: ['Châu', 'Hà', 'Lan', 'Linh', 'Ngọc', 'Thảo', 'Vy'],
    fathers: ['An', 'Bảo', 'Duy', 'Khánh', 'Minh', 'Quân', 'Tuấn'],
    family: ['Bùi', 'Đặng', 'Đỗ', 'Hồ', 'Huỳnh', 'Lê', 'Ngô', 'Nguyễn', 'Phạm', 'Trần', 'Võ'],
  },
  'zh-Hans': {
    mothers: ['Anqi', 'Jiayi', 'Meilin', 'Ruoxi', 'Xinyi', 'Zihan'],
    fathers: ['Bowen', 'Haoran', 'Junhao', 'Tianyu', 'Yifan', 'Zixuan'],
    family: ['Cai', 'Deng', 'Feng', 'Gao', 'Huang', 'Jiang', 'Liang', 'Lin', 'Tang', 'Wu', 'Xu', 'Zhou'],
    script: {
      mothers: ['黄美玲', '周雅琴', '徐慧敏', '梁淑芬', '冯丽华'],
      fathers: ['林志远', '吴建国', '蒋文博', '唐晓东', '邓家豪'],
    },
  },
  so: {
    mothers: ['Amina', 'Asha', 'Ayaan', 'Deeqa', 'Fartun', 'Ifrah', 'Khadra', 'Nasra', 'Sahra'],
    fathers: ['Abdirahman', 'Hamza', 'Liban', 'Warsame', 'Yahye'],
    family: [
      'Abshir',
      'Aden',
      'Duale',
      'Farah',
      'Guled',
      'Hersi',
      'Jama',
      'Mohamud',
      'Nur',
      'Osman',
      'Warsame',
      'Yusuf',
    ],
  },
  ar: {
    mothers: ['Amal', 'Dalia', 'Hala', 'Jamila', 'Layla', 'Mariam', 'Rania', 'Salma'],
    fathers: ['Bilal', 'Faris', 'Idris', 'Karim', 'Nabil', 'Tariq'],
    family: [
      'al-Amin',
      'Barakat',
      'Darwish',
      'el-Masri',
      'Ghanem',
      'Haddad',
      'Jaber',
      'Khoury',
      'Mansour',
      'Nasser',
      'Saleh',
      'Zaidan',
    ],
    script: {
      mothers: ['أمل بركات', 'داليا حداد', 'ليلى خوري', 'مريم ناصر', 'رانيا غانم', 'سلمى زيدان'],
      fathers: ['بلال درويش', 'كريم منصور', 'نبيل صالح'],
    },
  },
  ko: {
    mothers: ['Bora', 'Eunji', 'Jisoo', 'Nari', 'Soyeon', 'Yuna'],
    fathers: ['Doyun', 'Hajun', 'Minjae', 'Seojun', 'Taeyang'],
    family: ['Baek', 'Cho', 'Han', 'Jung', 'Kang', 'Kwon', 'Lim', 'Moon', 'Shin', 'Yoon'],
    script: { mothers: ['강은지', '문보라', '백소연', '한지수'], fathers: ['권태양', '신하준', '윤민재', '임서준'] },
  },
  pa: {
    mothers: ['Gurleen', 'Jasleen', 'Kiran', 'Manpreet', 'Simran'],
    fathers: ['Amrit', 'Balraj', 'Harjot', 'Navdeep', 'Parminder'],
    family: ['Aulakh', 'Bains', 'Dhaliwal', 'Gill', 'Grewal', 'Khaira', 'Randhawa', 'Sandhu', 'Sidhu', 'Virk'],
    script: { mothers: ['ਜਸਲੀਨ ਸੰਧੂ', 'ਕਿਰਨ ਬੈਂਸ', 'ਮਨਪ੍ਰੀਤ ਗਰੇਵਾਲ'], fathers: ['ਅੰਮ੍ਰਿਤ ਗਿੱਲ', 'ਹਰਜੋਤ ਸਿੱਧੂ'] },
  },
  hy: {
    mothers: ['Anahit', 'Ani', 'Gayane', 'Lusine', 'Nare'],
    fathers: ['Aram', 'Davit', 'Hayk', 'Narek', 'Tigran', 'Vahan'],
    family: [
      'Abrahamyan',
      'Danielyan',
      'Gevorgyan',
      'Hovsepyan',
      'Karapetyan',
      'Manukyan',
      'Petrosyan',
      'Sahakyan',
      'Vardanyan',
    ],
    script: {
      mothers: ['Անահիտ Գևորգյան', 'Լուսինե Մանուկյան'],
      fathers: ['Արամ Պետրոսյան', 'Դավիթ Սահակյան', 'Նարեկ Վարդանյան'],
    },
  },
};

/** One in a few thousand: names that an envelope window and a table column must survive. */
export const LONG_NAMES = {
  given: ['Maximiliana-Guadalupe Esperanza', 'Bartholomew-Alexander Montgomery', 'Anastasia-Wilhelmina Evangeline'],
  family: [
    'Featherstonehaugh-Cholmondeley',
    'de la Rosa y Villavicencio de Montenegro',
    'Krishnamurthy-Venkataraghavan',
  ],
} as const;

export const STREETS = listed(`
  Acacia, Bayberry, Cannery, Clover, Cottonwood, Dogwood, Estuary, Foothill, Granada, Hawthorn, Heron, Iris,
  Jasmine, Kestrel, Larkspur, Levee, Manzanita, Mission, Nectarine, Orchard, Packing House, Poppy, Quail,
  Railroad, Redbud, Sandpiper, Spruce, Tamarack, Tule, Vineyard, Walnut, Yarrow
`);

export const STREET_KINDS = ['Street', 'Avenue', 'Lane', 'Road', 'Court', 'Drive', 'Way'] as const;

/** The names of a text, parted by commas. */
function listed(text: string): readonly string[] {
  return text.trim().split(/,\s+/);
}
