import { drawAcetaminophenChart } from "./draw_acetaminophen_chart.ts";
import { drawArteryUltrasound } from "./draw_artery_ultrasound.ts";
import { drawAudiogram } from "./draw_audiogram.ts";
import { drawBrainSlice } from "./draw_brain_slice.ts";
import { drawChestFilm } from "./draw_chest_film.ts";
import { drawChestScan } from "./draw_chest_scan.ts";
import { drawCholangiogram } from "./draw_cholangiogram.ts";
import { drawColonoscopy } from "./draw_colonoscopy.ts";
import { drawCoronaryAngiogram } from "./draw_coronary_angiogram.ts";
import { drawDermoscopy } from "./draw_dermoscopy.ts";
import { drawElectrocardiogram } from "./draw_electrocardiogram.ts";
import { drawElectroencephalogram } from "./draw_electroencephalogram.ts";
import { drawFundus } from "./draw_fundus.ts";
import { drawGallbladderUltrasound } from "./draw_gallbladder_ultrasound.ts";
import { drawGlomerulus } from "./draw_glomerulus.ts";
import { drawImmunofluorescence } from "./draw_immunofluorescence.ts";
import { drawInfantFilm } from "./draw_infant_film.ts";
import { drawKidneyScan } from "./draw_kidney_scan.ts";
import { drawLiverScan } from "./draw_liver_scan.ts";
import { drawNerveConduction } from "./draw_nerve_conduction.ts";
import { drawParathyroidScan } from "./draw_parathyroid_scan.ts";
import { drawPerforationPathway } from "./draw_perforation_pathway.ts";
import { drawPleuralUltrasound } from "./draw_pleural_ultrasound.ts";
import { drawSkinBack } from "./draw_skin_back.ts";
import { drawSurvivalPlot } from "./draw_survival_plot.ts";
import { drawTracerProjection } from "./draw_tracer_projection.ts";
import { drawTwistingTachycardia } from "./draw_twisting_tachycardia.ts";
import { drawVitalCapacity } from "./draw_vital_capacity.ts";

/** Every picture of the demo set: its file name and what draws it, as SVG. */
export const PICTURES: Readonly<Record<string, () => string>> = {
  "angiogram_right_coronary.png": drawCoronaryAngiogram,
  "audiogram.png": drawAudiogram,
  "ct_liver_metastases.jpg": drawLiverScan,
  "ct_lung_cysts.jpg": () => drawChestScan("cysts"),
  "ct_lung_nodules.jpg": () => drawChestScan("nodules"),
  "ct_ureteral_stone.jpg": drawKidneyScan,
  "dermoscopy_calf_lesion.jpg": drawDermoscopy,
  "ecg_inferior_infarction.png": drawElectrocardiogram,
  "ecg_twisting_tachycardia.png": drawTwistingTachycardia,
  "eeg_left_temporal.png": drawElectroencephalogram,
  "endoscopy_colon_mass.jpg": drawColonoscopy,
  "ercp_bile_duct.png": drawCholangiogram,
  "flowchart_perforation.png": drawPerforationPathway,
  "fundus_right_eye.jpg": drawFundus,
  "histology_glomerulus.png": drawGlomerulus,
  "immunofluorescence_skin.png": drawImmunofluorescence,
  "mri_left_temporal.jpg": drawBrainSlice,
  "nerve_conduction_median.png": drawNerveConduction,
  "pet_liver_focus.png": drawTracerProjection,
  "plot_acetaminophen_chart.png": drawAcetaminophenChart,
  "plot_progression_free_survival.png": drawSurvivalPlot,
  "plot_vital_capacity.png": drawVitalCapacity,
  "scintigraphy_parathyroid.png": drawParathyroidScan,
  "skin_back_blisters.jpg": drawSkinBack,
  "ultrasound_gallbladder.jpg": drawGallbladderUltrasound,
  "ultrasound_pleura.jpg": drawPleuralUltrasound,
  "ultrasound_temporal_artery.jpg": drawArteryUltrasound,
  "xray_chest_left_effusion.png": () => drawChestFilm("left effusion"),
  "xray_chest_pneumothorax.png": () => drawChestFilm("right pneumothorax"),
  "xray_infant_double_bubble.png": () => drawInfantFilm("double bubble"),
  "xray_infant_pneumatosis.png": () => drawInfantFilm("pneumatosis"),
};
