export const vectors = {
  sections: {
    label: '向量的用途',
    download: '下载',
    request: '请求',
    endpoint: '线上接口',
    why: '我的向量为什么不同？',
  },
}
