// @types/pdfkit 0.17 lags pdfkit 0.20: cells have a scope, attachments a relationship, pages their fonts.
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
