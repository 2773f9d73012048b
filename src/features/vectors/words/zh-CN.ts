export const vectors = {
  sections: {
    label: '向量的用途',
    download: '下载',
    request: '请求',
    endpoint: '在线接口',
    why: '我的向量为什么不同？',
  },
}
