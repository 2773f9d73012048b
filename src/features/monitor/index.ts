export { MonitorSection } from './MonitorSection'
