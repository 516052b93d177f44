/** What @types/pdfkit 0.17 lacks of pdfkit 0.20: the scope of cells, the relationship of attachments, tagged links. */
import 'pdfkit';

declare global {
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      scope?: 'Column' | 'Row';
      bbox?: [number, number, number, number];
    }
    interface PDFAttachmentOptions {
      relationship?: 'Data' | 'Source' | 'Alternative' | 'Supplement' | 'Unspecified';
    }
    interface AnnotationOption {
      structParent?: PDFKit.PDFStructureElement;
    }
  }
}
