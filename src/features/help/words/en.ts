import { terms } from './terms-en'

export const help = {
  title: 'Help',
  keys: {
    title: 'Keys',
    run: 'Analyze (works everywhere, also in the editors)',
    palette: 'All commands (works everywhere, also in the editors)',
    list: 'This help (outside the editors)',
    undo: 'Undo in an editor: typing, dropped files, examples, swap',
    arrows: 'Move through modes, tabs, tokens and cells; Home and End: the first and the last tab',
    zoom: 'Zoom the heatmap in and out; 0 shows all of it',
    rows: 'Pairs of Validate: move (Shift marks more), label, note, undo; graded files: 0 to 3, 4 unsure',
    open: 'Open the chosen cell, button or token',
    cancel: 'Close a dialog or a popover; release a pinned selection',
  },
  glossary: {
    title: 'Glossary',
    search: 'Search: a term, English or Chinese, or an API name',
    none: 'No term has these words.',
    count_one: '{{count}} term',
    count_other: '{{count}} terms',
  },
  guides: {
    title: 'Guides',
    open: 'Go there',
  },
  guide: {
    badPair: {
      title: 'A pair scores too low or too high',
      one: 'Put the two texts into A and B and press Analyze.',
      two: 'Read the facts under the scores: cut text, no shared token, timestamps and speakers encoded, hidden characters. Each has a remedy that you can undo.',
      three: 'Click a score to see how it adds up; the heatmap shows which sentences make it.',
    },
    dialogue: {
      title: 'Which sentence of a dialogue matters',
      one: 'Paste the dialogue into A (and a second text into B, if there is one) and press Analyze.',
      two: 'The heatmap has a row for each sentence. Decide whether timestamps and speakers are encoded.',
      three: 'Click a cell: its anatomy shows the tokens and words behind the number.',
    },
    vectorDiffers: {
      title: 'Your server gives another vector',
      one: 'Put the text into A, and load the model that the server runs.',
      two: 'Paste the vector, or a whole reply or log line, into Diagnose.',
      three:
        'It tries prefixes, truncation, pooling, cleaning and rounding, one by one and in pairs, and names what gives that vector.',
    },
    realModel: {
      title: 'Load bge-m3 in place of the demonstration model',
      one: 'Click the amber badge: it lists files with their size and how exact they are.',
      two: 'Online: fill in a repository, press Find, choose a graph, press Load. The browser keeps it.',
      three:
        'Without internet: copy the named files to this machine, and choose their folder. Nothing is uploaded.',
    },
    handOver: {
      title: 'Hand over what you found',
      one: 'Save a case: one file with texts, settings, model and results. Or copy a link.',
      two: 'Download the vectors for your database, or copy the request for your server.',
      three: 'Every copied number carries its provenance.',
    },
  },
  term: terms,
}
