export const terms = {
  dense:
    'One vector for the whole text: the last hidden state of <s>, divided by its length. The score is the cosine of two of them.',
  sparse:
    'A weight of 0 or more for each token of the text. Special tokens are left out; of several tokens with one id the largest weight counts. The score is the sum of products over the ids that both texts have: 0 if they share none. It is not limited to 1.',
  colbert:
    'One vector for each token except <s>. Each token of A takes its best match in B; the score is their mean. A→B and B→A differ.',
  sparseDense: 'FlagEmbedding’s “sparse+dense” of compute_score: the weighted mean of the two.',
  all: 'FlagEmbedding’s “colbert+sparse+dense” of compute_score: the weighted mean of the three.',
  weights:
    'The weights of dense, sparse and ColBERT in the hybrid scores. FlagEmbedding’s default is 1 : 1 : 1. Changing them encodes nothing again.',
  denseVecs:
    'The key of the dense vectors in what FlagEmbedding’s encode returns: 1,024 numbers a text for bge-m3.',
  lexicalWeights:
    'The key of the sparse weights in what FlagEmbedding’s encode returns: for each text an object from token id (as a string) to weight.',
  colbertVecs:
    'The key of the ColBERT vectors in what FlagEmbedding’s encode returns: one row for each token except <s>.',
  ceiling:
    'The highest score that the two texts could reach with the lengths and weights they have. A sparse score is best read against it, not against 1.',
  percentile:
    'The part of random pairs of sentences from the same two texts that score lower than the two texts do. It says how unusual the score is here; it does not say how probable a match is.',
  noise:
    'How far a score may lie from the same score in fp32, because the file stores fewer bits. A difference below the noise says nothing.',
  certificate:
    'A test of the loaded model against values that FlagEmbedding computed, with a tolerance for its dtype. It names each check, what it found and its bound.',
  provenance:
    'What made a number: model and its hash, tokenizer mode, max_length, rules, runtime. It goes along with everything that is copied or downloaded.',
  stale: 'The result belongs to earlier texts or settings. It stays visible until you analyze again.',
  token:
    'What the model reads: a piece of text from a fixed list of 250,002 (bge-m3). Its place in the list is its id. ▁ stands for the space before a word.',
  special:
    '<s> at the beginning and </s> at the end are added to each text; <pad> and <unk> are special too. They count for max_length and have no sparse weight.',
  maxLength:
    'The most tokens that are read of a text, with <s> and </s>. FlagEmbedding’s default is 512; bge-m3 can read 8,192.',
  truncated:
    'The text has more tokens than max_length. What comes after the cut line has no influence on any score.',
  hf4: 'Tokenizer mode: does what tokenizer.json says, as transformers 4, FlagEmbedding, TEI and the tokenizers library do.',
  hf5: 'Tokenizer mode: as transformers 5 rebuilds the tokenizer. White space at the end of a text makes no ▁.',
  prefix:
    'Text put before text A. bge-m3 needs none; other models expect “query: ” or an instruction. A prefix on one side only changes all scores.',
  normalise: 'Divides dense and ColBERT vectors by their length, so that a dot product is a cosine.',
  truncateDim:
    'Keeps only the first dimensions of the dense vector, then normalises. bge-m3 was not trained for it.',
  head: 'The last, small layers that turn hidden states into dense vector, sparse weights and ColBERT rows. They are in the graph, or in sparse_linear.pt and colbert_linear.pt.',
  hidden:
    'What a layer of the model returns for each token: 1,024 numbers in bge-m3. The heads read those of the last layer.',
  pooling:
    'How one vector is made of all tokens. CLS takes the state of <s> (bge-m3); mean takes the average of the tokens. The wrong one gives plausible, wrong numbers.',
  fp32: 'Numbers of 32 bits. The weights of bge-m3 were published so; it is what FlagEmbedding computes on a CPU with use_fp16=False.',
  fp16: 'Numbers of 16 bits. FlagEmbedding’s default (use_fp16=True) rounds the weights to it, on a CPU too.',
  int8: 'Weights of 8 bits, and activations rounded to 8 bits while it runs. A quarter of the size; the noise depends on the export.',
  q4: 'Weights of 4 bits in blocks, activations in fp32. The demonstration model is one.',
  faithful:
    'An option for int8 graphs: one scale for the activations of each token in place of one for the whole tensor. Closer to fp32, and not what the file does elsewhere.',
  arithmetic:
    'An option for int8 graphs with signed weights: exact integer sums, or those of onnxruntime on an x86 CPU with AVX2 and without VNNI, where the sum of two products is cut off at 16 bits. One file, two right answers: choose the server’s.',
  demo: 'A small model that comes with the page: multilingual-e5-small in 4 bits with fitted heads. It shows how scores are made; its scores are not those of bge-m3.',
  sentence:
    'A row or a column of the heatmap, found by rules for prose and for dialogues. You can merge and split sentences by hand.',
  chunk:
    'Several sentences or a number of tokens together, as retrieval systems cut long texts. The scores of chunks become one score: their maximum, their mean, or their mean weighted by length.',
  isolated: 'Each sentence is encoded by itself, as if it were a text of its own.',
  context:
    'The whole text is encoded once, and a sentence takes the vectors of its tokens. Such scores are not comparable with isolated ones.',
  anatomy: 'How one cell of the heatmap gets its score: token by token, word by word.',
  occlusion:
    'How much the dense score loses when one word is left out. Each word costs one run of the model.',
  attention: 'How much each token of a layer reads from each other token. It does not explain a score.',
  rule: 'A step of preprocessing before the tokenizer, as your server has it: abbreviations, white space, lower case, … Off by default.',
  case: 'A file with texts, rules, settings, model, token ids and results, so that another person sees the same numbers.',
  isolation:
    'What lets a page use several threads. The server has to send two headers (COOP, COEP); on plain HTTP only localhost can have it.',
}
